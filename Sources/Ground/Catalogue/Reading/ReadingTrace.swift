/// The keys that a reading asks for, by the place of their object, and the values that a closed set has there.
final class ReadingTrace {
    private(set) var keys: [String: Set<String>] = [:]
    private(set) var values: [String: [String]] = [:]

    func note(_ key: String, at place: Place) { keys[place.path, default: []].insert(key) }

    func note(values: [String], of key: String, at place: Place) { self.values[(place / key).path] = values }
}
