/// A sealed value on its way in or out: which key, and what the cipher made.
///
/// As text `1.<key id>.<base64url of nonce | ciphertext | tag>`; for binary columns the bytes `1`, length of the key id, key id, body.
struct Sealed {
    static let version: UInt8 = 1

    let keyID: String
    let body: [UInt8]

    var text: String {
        let head = Array("1.\(keyID).".utf8)
        return String(unsafeUninitializedCapacity: head.count + Base64URL.encodedCount(body.count)) { out in
            _ = out.initialize(from: head)
            return head.count + Base64URL.encode(body, into: UnsafeMutableBufferPointer(rebasing: out[head.count...]))
        }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(2 + keyID.utf8.count + body.count)
        out.append(Sealed.version)
        out.append(UInt8(keyID.utf8.count))
        out += keyID.utf8
        out += body
        return out
    }

    init(keyID: String, body: [UInt8]) {
        self.keyID = keyID
        self.body = body
    }

    init?(text: String) {
        guard let keyID = Sealed.keyID(ofText: text),
            let body = Base64URL.decode(Substring(text.utf8.dropFirst(3 + keyID.utf8.count)))
        else { return nil }
        self.init(keyID: keyID, body: body)
    }

    init?(bytes: [UInt8]) {
        guard let keyID = Sealed.keyID(ofBytes: bytes) else { return nil }
        self.init(keyID: keyID, body: Array(bytes[(2 + keyID.utf8.count)...]))
    }

    /// The key's id, without a look at the rest.
    static func keyID(ofText text: String) -> String? {
        let letters = text.utf8
        guard letters.starts(with: [0x31, 0x2E]) else { return nil }
        let rest = text[letters.index(letters.startIndex, offsetBy: 2)...]
        guard let stop = rest.utf8.firstIndex(of: 0x2E), stop > rest.startIndex else { return nil }
        return String(rest[..<stop])
    }

    /// The key's id, without a look at the rest.
    static func keyID(ofBytes bytes: [UInt8]) -> String? {
        guard bytes.count > 2, bytes[0] == version, bytes[1] > 0, bytes.count >= 2 + Int(bytes[1]) else { return nil }
        return String(validating: bytes[2..<2 + Int(bytes[1])], as: UTF8.self)
    }
}
