/// How much a request may carry.
package enum BodyLimit: Sendable, Hashable {
    /// Fields only: 256 kB.
    case form
    /// Fields and files: 12 MB; as JSON, where a file is base64, a third more.
    case files
    /// A number of bytes of the endpoint's own.
    case bytes(Int)
}
