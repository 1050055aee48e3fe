export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  unreadable: 3,
  infrastructure: 4,
  interrupted: 130,
} as const;
