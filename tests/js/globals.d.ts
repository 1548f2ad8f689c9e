/** vis-network, as far as the page uses it. */
declare const vis: { DataSet: new () => any; Network: new (container: HTMLElement, data: unknown, options: unknown) => any };
