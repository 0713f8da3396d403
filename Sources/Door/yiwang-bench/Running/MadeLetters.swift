/// Letters for what only has to be unlike: ids, hashes. The same for the same seed, in the alphabet of the platform's ids.
enum MadeLetters {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func text(_ seed: UInt64, _ count: Int) -> String {
        var (state, bytes) = (seed | 1, [UInt8]())
        bytes.reserveCapacity(count)
        for _ in 0..<count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(alphabet[Int(state >> 59)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
