extension String {
    /// What stands between the occurrences of an ASCII character: always one more part than there are of it. In one pass over the bytes, which
    /// for long texts of many parts is several times faster than the library's split.
    package func parts(between separator: Unicode.Scalar) -> [Substring] {
        precondition(separator.isASCII, "one byte separates")
        let byte = UInt8(truncatingIfNeeded: separator.value)
        var text = self
        let places = text.withUTF8 { bytes in bytes.indices.filter { bytes[$0] == byte } }
        var (parts, from) = ([Substring](), text.startIndex)
        parts.reserveCapacity(places.count + 1)
        for place in places {
            let end = text.utf8.index(text.startIndex, offsetBy: place)
            parts.append(text[from..<end])
            from = text.utf8.index(after: end)
        }
        parts.append(text[from...])
        return parts
    }
}
