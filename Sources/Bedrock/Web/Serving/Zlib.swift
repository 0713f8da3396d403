import CZlib

/// The system's zlib: bytes made shorter, with the frame that their reader expects.
package enum Zlib {
    package enum Frame: Sendable, Hashable {
        /// RFC 1952, for `Content-Encoding: gzip`.
        case gzip
        /// RFC 1950, as a Token Status List carries its bits.
        case zlib

        /// 15 bits of window; plus 16 asks for gzip's header instead of zlib's.
        fileprivate var windowBits: Int32 { self == .gzip ? 15 + 16 : 15 }
    }

    /// All of them; nil where zlib has no memory.
    package static func compressed(_ bytes: [UInt8], _ frame: Frame, level: Int32 = 6) -> [UInt8]? {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, frame.windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, uLong(bytes.count)))
        let compressed = bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(bound)
                // The output has room for the worst case, so one step is the whole.
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? bound - Int(stream.avail_out) : 0
            }
        }
        return compressed.isEmpty ? nil : compressed
    }
}
