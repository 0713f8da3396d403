/// Where in a file something stands.
struct Position: Sendable, Hashable {
    let line: Int
    let column: Int
}

/// The positions of every value in one file, in the order of the text: a few numbers a value, and no path is spelt out until it is asked for.
final class FilePositions: Sendable {
    /// One value: where it stands, its key in the object that holds it, and how many values it and all within it are.
    struct Mark: Sendable {
        let key: String
        let line: UInt32
        let column: UInt32
        let isList: Bool
        var size: UInt32 = 1
    }

    let file: String
    private let marks: [Mark]

    init(file: String, _ marks: [Mark]) {
        self.file = file
        self.marks = marks
    }

    /// Of the value at that path (`/items/0/when`), or of the nearest that holds it.
    func position(of path: String) -> Position {
        guard !marks.isEmpty else { return Position(line: 1, column: 1) }
        var found = 0
        for step in path.split(separator: "/") {
            guard let child = child(step, of: found) else { break }
            found = child
        }
        return Position(line: Int(marks[found].line), column: Int(marks[found].column))
    }

    private func child(_ step: Substring, of parent: Int) -> Int? {
        let end = parent + Int(marks[parent].size)
        var (child, left) = (parent + 1, marks[parent].isList ? Int(step) ?? -1 : 0)
        if left < 0 { return nil }
        while child < end {
            if marks[parent].isList ? left == 0 : marks[child].key == step { return child }
            left -= 1
            child += Int(marks[child].size)
        }
        return nil
    }
}
