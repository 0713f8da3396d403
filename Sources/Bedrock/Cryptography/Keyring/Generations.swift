import Kernel

/// What a key is made of, and how the key file writes it.
protocol KeyMaterial: Sendable {
    /// New material in the suite's algorithm.
    static func made(_ suite: Suite) -> Self
    /// From the key file; nil where the two do not fit.
    init?(algorithm: String, material: JSON)
    var algorithmName: String { get }
    var material: JSON { get }
}

/// One key of the key file.
struct StoredKey<Material: KeyMaterial>: Sendable {
    let id: String
    let created: Instant
    let material: Material

    static func made(_ suite: Suite, now: Instant, besides taken: [String]) -> StoredKey {
        // 40 random bits in eight letters: short, because every sealed value carries it.
        var id = ""
        repeat { id = Base32.encode(Randomness.bytes(5)).lowercased() } while taken.contains(id)
        return StoredKey(id: id, created: now, material: .made(suite))
    }
}

/// The keys of one use: the one that is used and those that were.
struct Generations<Material: KeyMaterial>: Sendable {
    var current: StoredKey<Material>
    var old: [StoredKey<Material>]

    /// The current one first.
    var all: [StoredKey<Material>] { [current] + old }

    mutating func rotate(_ suite: Suite, now: Instant) {
        let taken = all.map(\.id)
        old.insert(current, at: 0)
        current = .made(suite, now: now, besides: taken)
    }

    func entries(_ use: Keyring.Use) -> [Keyring.Entry] {
        all.map { key in
            Keyring.Entry(
                id: key.id, use: use, algorithm: key.material.algorithmName, created: key.created, isCurrent: key.id == current.id)
        }
    }
}
