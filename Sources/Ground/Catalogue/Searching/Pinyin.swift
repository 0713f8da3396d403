package import Kernel

/// How Chinese characters are read, without tones: `data/pinyin.tsv`. Without the file nothing is found by sound.
package struct Pinyin: Sendable {
    /// A line of the file that cannot be read.
    package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        package let line: Int
        package let message: Text

        package var description: String { "line \(line): \(message.en)" }
    }

    /// Knows no character.
    package static let none = Pinyin()

    /// Every syllable, by its number.
    private(set) var syllables: [String] = []
    private var numbers: [String: UInt16] = [:]
    /// By character from U+4E00: up to three readings, the commonest first, each a number + 1 in sixteen bits.
    private var readings: [UInt64] = []
    /// Syllables that are often confused (zh and z, ang and an) have one class.
    private var classes: [UInt16] = []
    /// Bits of the first letter, and of zh, ch, sh.
    private var initials: [UInt32] = []

    private static let first: UInt32 = 0x4E00
    private static let last: UInt32 = 0x9FFF

    private init() {}

    /// Reads lines of a character, a tab and its readings with spaces between.
    package init(tsv: String) throws(Fault) {
        readings = [UInt64](repeating: 0, count: Int(Pinyin.last - Pinyin.first + 1))
        var classNumbers: [String: UInt16] = [:]
        for (index, line) in tsv.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
            let cells = line.split(separator: 0x09)
            guard cells.count == 2, let text = String(cells[0]), text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
                (Pinyin.first...Pinyin.last).contains(scalar.value)
            else { throw Fault(line: index + 1, message: Text("应为一个汉字、制表符和读音。", "A character, a tab and its readings are wanted.")) }
            var packed: UInt64 = 0
            for (place, reading) in cells[1].split(separator: 0x20).prefix(3).enumerated() {
                guard let syllable = String(reading), syllable.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
                    throw Fault(line: index + 1, message: Text("读音应为小写字母。", "A reading has lower-case letters only."))
                }
                packed |= UInt64(number(of: syllable, &classNumbers) + 1) << UInt64(16 * place)
            }
            readings[Int(scalar.value - Pinyin.first)] = packed
        }
    }

    var isEmpty: Bool { syllables.isEmpty }

    private mutating func number(of syllable: String, _ classNumbers: inout [String: UInt16]) -> UInt16 {
        if let known = numbers[syllable] { return known }
        let number = UInt16(syllables.count)
        syllables.append(syllable)
        numbers[syllable] = number
        let blurred = Pinyin.blurred(syllable)
        let sound = classNumbers[blurred] ?? UInt16(classNumbers.count)
        classNumbers[blurred] = sound
        classes.append(sound)
        initials.append(Pinyin.initials(of: syllable))
        return number
    }

    /// The readings of a character, the commonest first; none where it is unknown.
    func readings(of scalar: UInt32) -> [UInt16] {
        guard scalar >= Pinyin.first, scalar <= Pinyin.last, !readings.isEmpty else { return [] }
        var packed = readings[Int(scalar - Pinyin.first)]
        var found: [UInt16] = []
        while packed != 0 {
            found.append(UInt16(truncatingIfNeeded: packed & 0xFFFF) - 1)
            packed >>= 16
        }
        return found
    }

    /// The classes of sound of a character, each once.
    func sounds(of scalar: UInt32) -> [UInt32] {
        var found: [UInt32] = []
        for reading in readings(of: scalar) {
            let sound = UInt32(classes[Int(reading)])
            if !found.contains(sound) { found.append(sound) }
        }
        return found
    }

    func sound(of syllable: UInt16) -> UInt32 { UInt32(classes[Int(syllable)]) }

    /// The first letters of a character's readings as bits.
    func initials(of scalar: UInt32) -> UInt32 { readings(of: scalar).reduce(0) { $0 | initials[Int($1)] } }

    /// The letters of the commonest reading.
    func letters(of scalar: UInt32) -> String? { readings(of: scalar).first.map { syllables[Int($0)] } }

    /// Every way, but no more than four, in which letters are syllables, those of fewer syllables first.
    func segmentations(_ letters: String) -> [[UInt16]] {
        let bytes = Array(letters.utf8)
        guard !syllables.isEmpty, !bytes.isEmpty, bytes.count <= 60 else { return [] }
        var (found, path, dead) = ([[UInt16]](), [UInt16](), Set<Int>())
        func walk(from start: Int) -> Bool {
            if start == bytes.count {
                found.append(path)
                return true
            }
            if dead.contains(start) { return false }
            var hasWay = false
            for length in stride(from: min(6, bytes.count - start), to: 0, by: -1) where found.count < 4 {
                guard let number = numbers[String(decoding: bytes[start..<start + length], as: UTF8.self)] else { continue }
                path.append(number)
                if walk(from: start + length) { hasWay = true }
                path.removeLast()
            }
            if !hasWay { dead.insert(start) }
            return hasWay
        }
        _ = walk(from: 0)
        return found.sorted { $0.count < $1.count }
    }

    /// What `shfz` may stand for: each letter by itself, and zh, ch, sh as one sound each.
    static func initialPatterns(_ letters: String) -> [[UInt32]] {
        let bytes = Array(letters.utf8)
        guard bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
        var patterns: [[UInt32]] = [[]]
        var at = 0
        while at < bytes.count {
            let single = UInt32(1) << UInt32(bytes[at] - 0x61)
            if at + 1 < bytes.count, bytes[at + 1] == 0x68, let double = doubles[bytes[at]], patterns.count < 8 {
                let h = UInt32(1) << 7
                patterns = patterns.map { $0 + [double] } + patterns.map { $0 + [single, h] }
                at += 2
            } else {
                patterns = patterns.map { $0 + [single] }
                at += 1
            }
        }
        return patterns
    }

    private static let doubles: [UInt8: UInt32] = [0x7A: 1 << 26, 0x63: 1 << 27, 0x73: 1 << 28]

    private static func initials(of syllable: String) -> UInt32 {
        let bytes = Array(syllable.utf8)
        let letter = UInt32(1) << UInt32(bytes[0] - 0x61)
        return bytes.count > 1 && bytes[1] == 0x68 ? letter | (doubles[bytes[0]] ?? 0) : letter
    }

    private static func blurred(_ syllable: String) -> String {
        var text = Substring(syllable)
        if text.count > 1, text.dropFirst().first == "h", "zcs".contains(text.first ?? " ") { text = text.prefix(1) + text.dropFirst(2) }
        if text.hasSuffix("ng"), !text.hasSuffix("ong") { text = text.dropLast() }
        return String(text)
    }
}
