// Web Mercator as maps draw it: the world is the square from 0 to 1, y southwards.

export const mercatorX = (lon: number): number => (lon + 180) / 360;

export const mercatorY = (lat: number): number => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
