export function installMockApi(): void {}
