/** Resolves to the folder of the built page. */
export declare function prepareConsole(): Promise<string>
