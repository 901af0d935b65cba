// RabbitMQ's MQTT plugin publishes a topic under a routing key in which levels end with dots.

/** "kentiz/k1/position" → "kentiz.k1.position"; a dot in a topic becomes a slash. */
export function routingKeyOf(topic: string): string {
  return swap(topic);
}

/** The way back. */
export function topicOf(routingKey: string): string {
  return swap(routingKey);
}

const swap = (text: string): string =>
  text.includes(".") ? text.replace(/[./]/g, (sign) => (sign === "." ? "/" : ".")) : text.replaceAll("/", ".");
