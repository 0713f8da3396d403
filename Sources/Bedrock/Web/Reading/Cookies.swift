/// The `Cookie` header, read in place.
enum Cookies {
    /// The value of the first cookie of that name.
    static func value(_ name: String, in header: String?) -> String? {
        guard let header else { return nil }
        var rest = header.utf8[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x3B) ?? rest.endIndex
            let pair = rest[..<end].drop { $0 == 0x20 }
            rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
            guard let mark = pair.firstIndex(of: 0x3D), pair[..<mark].elementsEqual(name.utf8) else { continue }
            return String(pair[pair.index(after: mark)...])
        }
        return nil
    }

    /// A `Set-Cookie` value for the whole site. `Lax`, so that a link from a message finds the session; posts from elsewhere do not.
    static func set(_ name: String, _ value: String, isSecure: Bool, maxAgeSeconds: Int64? = nil) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") + (maxAgeSeconds.map { "; Max-Age=\($0)" } ?? "")
    }
}
