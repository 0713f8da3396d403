/// The HTTP methods that endpoints answer. `HEAD` is answered by whatever answers `GET`.
package enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}
