/// The known name that was probably meant: at most a third of its letters differ.
enum NearestName {
    static func to(_ name: String, among known: [String]) -> String? {
        let letters = Array(name.lowercased())
        return known.map { (name: $0, distance: distance(letters, Array($0.lowercased()))) }
            .filter { $0.distance <= max(2, $0.name.count / 3) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// Levenshtein's: insertions, deletions, replacements.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
