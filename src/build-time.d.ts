/** The version in package.json, written in by the build. */
declare const SPANRAY_VERSION: string
/** Where the store's thread is, seen from the file that starts it; written in by the build. */
declare const SPANRAY_STORE_THREAD: string

/** Where the page's folder is, seen from the file that serves it; written in by the build. */
declare const SPANRAY_PAGE: string
