/** Seconds as minutes and seconds: 05:30. @param {number} seconds */
export const formatTimer = (seconds) =>
  [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
