/** The version in package.json, written in by the build. */
declare const SPANRAY_VERSION: string
/** Where the store's thread is, seen from the file that starts it; written in by the build. */
declare const SPANRAY_STORE_THREAD: string
