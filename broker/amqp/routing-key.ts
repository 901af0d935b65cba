// RabbitMQ's MQTT plugin publishes a topic under a routing key in which a dot ends a level. A dot in a topic
// stays a dot there (tried with 3.10.8), so such a topic comes back with more levels than it had; what then
// belongs to nobody is refused at the door already, because rights are decided from the routing key too.
// Sparkplug has a dot in its first level: with "mqtt.sparkplug = true" the plugin writes it in another way.

const SPARKPLUG_TOPIC = /^(sp[AB]v\d+)\.(\d+)\//;
const SPARKPLUG_KEY = /^(sp[AB]v\d+)___(\d+)\./;

/** "kentiz/k1/position" → "kentiz.k1.position" */
export function routingKeyOf(topic: string): string {
  return topic.replace(SPARKPLUG_TOPIC, "$1___$2/").replaceAll("/", ".");
}

/** The way back. A publisher of AMQP may write a dot within a level as a slash. */
export function topicOf(routingKey: string): string {
  const sparkplug = SPARKPLUG_KEY.exec(routingKey);
  const rest = sparkplug ? routingKey.slice(sparkplug[0].length) : routingKey;
  const topic = rest.replace(/[./]/g, (sign) => (sign === "." ? "/" : "."));
  return sparkplug ? `${sparkplug[1]}.${sparkplug[2]}/${topic}` : topic;
}
