/// When each item begins and ends, counted in working days from the submission, by the promised limits.
enum Timetable {
    static func placed(_ items: [ItemOutcome], of thing: Thing) -> [ItemOutcome] {
        let included = Set(items.filter(\.isIncluded).map(\.item))
        var placed: [ItemOutcome] = []
        var ends: [String: Int] = [:]
        for item in items {
            guard let part = thing.part(item.item) else { continue }
            let after = predecessors(of: part, in: thing, among: included)
            var outcome = ItemOutcome(
                item: item.item, name: item.name, department: item.department, state: item.state, level: item.level, region: item.region,
                after: after)
            (outcome.approval, outcome.isOnPromise) = (item.approval, item.isOnPromise)
            if item.isIncluded {
                outcome.start = after.compactMap { ends[$0] }.max() ?? 0
                outcome.length = item.isOnPromise ? 0 : part.item.promisedWorkingDays
                outcome.statutoryLength = part.item.statutoryWorkingDays
                ends[item.item] = outcome.end
            }
            placed.append(outcome)
        }
        return placed
    }

    /// What an item waits for. Where one of those is not part of this application, what that one waited for.
    private static func predecessors(of part: Thing.Part, in thing: Thing, among included: Set<String>) -> [String] {
        var (found, seen, waiting) = ([String](), Set<String>(), part.after)
        while !waiting.isEmpty {
            let code = waiting.removeFirst()
            guard seen.insert(code).inserted else { continue }
            if included.contains(code) { found.append(code) } else { waiting += thing.part(code)?.after ?? [] }
        }
        return found
    }
}
