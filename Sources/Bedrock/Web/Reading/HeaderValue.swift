/// A header's value with parameters: `multipart/form-data; boundary="x"` (RFC 9110 §5.6.6).
struct HeaderValue {
    /// Lower case.
    var value: String
    /// Names in lower case.
    var parameters: [String: String] = [:]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var at = 0
        func skip(_ stop: (UInt8) -> Bool) -> ArraySlice<UInt8> {
            let from = at
            while at < bytes.count, !stop(bytes[at]) { at += 1 }
            return bytes[from..<at]
        }
        value = HeaderValue.trimmed(skip { $0 == 0x3B }).lowercased()
        while at < bytes.count {
            at += 1
            let name = HeaderValue.trimmed(skip { $0 == 0x3D || $0 == 0x3B }).lowercased()
            guard at < bytes.count, bytes[at] == 0x3D else { continue }
            at += 1
            while at < bytes.count, bytes[at] == 0x20 { at += 1 }
            var content: [UInt8] = []
            if at < bytes.count, bytes[at] == 0x22 {
                at += 1
                while at < bytes.count, bytes[at] != 0x22 {
                    // Browsers write `%22`, older ones and programs `\"`; a backslash before anything else is part of a name.
                    if bytes[at] == 0x5C, at + 1 < bytes.count, bytes[at + 1] == 0x22 || bytes[at + 1] == 0x5C { at += 1 }
                    content.append(bytes[at])
                    at += 1
                }
                _ = skip { $0 == 0x3B }
            } else {
                content = Array(HeaderValue.trimmed(skip { $0 == 0x3B }).utf8)
            }
            if parameters[name] == nil { parameters[name] = String(validating: content, as: UTF8.self) }
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let space: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let rest = bytes.drop(while: space)
        let end = rest.lastIndex { !space($0) }
        return end.map { String(decoding: rest[...$0], as: UTF8.self) } ?? ""
    }
}
