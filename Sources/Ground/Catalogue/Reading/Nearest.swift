/// The name that was probably meant: the nearest by edit distance, if it is near.
enum Nearest {
    static func to(_ name: String, among known: some Sequence<String>) -> String? {
        let letters = Array(name.lowercased())
        let reach = max(1, min(3, letters.count / 3 + 1))
        var best: (distance: Int, name: String)?
        for candidate in known where candidate != name {
            let other = Array(candidate.lowercased())
            // The beginning of a name is near it, however long the rest.
            let isBeginning = letters.count >= 4 && other.starts(with: letters)
            guard isBeginning || abs(other.count - letters.count) <= reach else { continue }
            let distance = isBeginning ? reach : distance(letters, other)
            guard distance <= reach, distance < max(letters.count, other.count) else { continue }
            if let best, (best.distance, best.name) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in b.indices {
                current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { current[j + 1] = min(current[j + 1], before[j - 1] + 1) }
            }
            (before, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
