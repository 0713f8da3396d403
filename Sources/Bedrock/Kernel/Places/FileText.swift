import Glibc

/// The text of a file that somebody hands in, whatever their spreadsheet wrote it in.
package enum FileText {
    /// The text of these bytes: UTF-8, or else GB 18030, in which spreadsheets here save by default and of which GBK and GB 2312 are parts.
    /// nil where they are neither, or where the machine has no table of GB 18030: what is guessed would be stored garbled.
    package static func decoded(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self) ?? fromGB18030(bytes)
    }

    /// By the C library's `iconv`: Foundation reads it too, but not where it is linked statically, as in a release.
    private static func fromGB18030(_ bytes: [UInt8]) -> String? {
        guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        // A character of two bytes becomes one of three, of four bytes one of four.
        var room = [UInt8](repeating: 0, count: bytes.count * 3 / 2 + 8)
        var source = bytes.map { CChar(bitPattern: $0) }
        var (left, free) = (source.count, room.count)
        let result = source.withUnsafeMutableBufferPointer { source in
            room.withUnsafeMutableBytes { room in
                var (from, to) = (source.baseAddress, room.assumingMemoryBound(to: CChar.self).baseAddress)
                return iconv(converter, &from, &left, &to, &free)
            }
        }
        guard result != -1, left == 0 else { return nil }
        return String(validating: room.prefix(room.count - free), as: UTF8.self)
    }
}
