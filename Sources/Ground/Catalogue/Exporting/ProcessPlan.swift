import Kernel
import Rules

/// The process of a thing on a grid: every node in a cell of its own, so that nothing overlaps.
///
/// A lane holds the rows of its department, an item has a row of its own; columns are the order in time. An item that is not always part
/// stands between two gateways with a way round it.
struct ProcessPlan: Sendable {
    enum Shape: Sendable, Hashable { case start, end, userTask, serviceTask, exclusive, parallel }

    struct Node: Sendable {
        let id: String
        let shape: Shape
        let name: Text?
        let lane: Int
        let row: Int
        let column: Int
    }

    struct Flow: Sendable {
        enum Kind: Sendable, Hashable {
            case usual
            /// Taken if the condition holds.
            case conditional(String)
            /// Taken otherwise, above what it goes round.
            case way(round: Bool)
        }

        let id: String
        let from: String
        let to: String
        let kind: Kind
        let name: Text?
    }

    struct Lane: Sendable {
        let id: String
        let name: Text
        /// Rows of the whole plan.
        let rows: Range<Int>
    }

    private(set) var lanes: [Lane] = []
    private(set) var nodes: [Node] = []
    private(set) var flows: [Flow] = []
    private var places: [String: Int] = [:]

    subscript(id: String) -> Node? { places[id].map { nodes[$0] } }

    /// The first node of an item with its column, and the last.
    private struct Ends {
        let first: String
        let last: String
        let column: Int
    }

    init(_ thing: Thing, _ catalogue: Catalogue) {
        let rows = makeLanes(thing, catalogue)
        add(Node(id: "start", shape: .start, name: ExportText.received, lane: 0, row: 0, column: 0))
        add(Node(id: "apply", shape: .userTask, name: ExportText.apply, lane: 0, row: 0, column: 1))
        connect("start", "apply")
        let firsts = thing.parts.filter { predecessors(of: $0, in: thing).isEmpty }
        let fork = firsts.count > 1 ? "fork" : "apply"
        if firsts.count > 1 {
            add(Node(id: "fork", shape: .parallel, name: nil, lane: 0, row: 0, column: 2))
            connect("apply", "fork")
        }
        var ends: [String: Ends] = [:]
        for part in thing.parts {
            let before = predecessors(of: part, in: thing).compactMap { ends[$0] }
            let sources = before.isEmpty ? [Ends(first: fork, last: fork, column: 2)] : before
            let successors = thing.parts.filter { predecessors(of: $0, in: thing).contains(part.item.code) }.count
            ends[part.item.code] = place(part, rows[part.item.code] ?? (0, 0), after: sources, successors: successors)
        }
        finish(thing, ends, rows)
    }

    private func predecessors(of part: Thing.Part, in thing: Thing) -> [String] { part.after.filter { thing.part($0) != nil } }

    // MARK: Lanes

    /// The applicant's lane, then the departments' in the order of their first items; each item and each follow-on has a row.
    private mutating func makeLanes(_ thing: Thing, _ catalogue: Catalogue) -> [String: (lane: Int, row: Int)] {
        var departments: [String] = []
        for code in thing.parts.map(\.item.department) + thing.followOns.map(\.party) where !departments.contains(code) {
            departments.append(code)
        }
        lanes = [Lane(id: "lane_applicant", name: ExportText.applicant, rows: 0..<1)]
        var (found, row): ([String: (lane: Int, row: Int)], Int) = ([:], 1)
        for (index, code) in departments.enumerated() {
            let start = row
            for part in thing.parts where part.item.department == code {
                found[part.item.code] = (index + 1, row)
                row += 1
            }
            for followOn in thing.followOns where followOn.party == code {
                found["follow-on \(followOn.code)"] = (index + 1, row)
                row += 1
            }
            lanes.append(Lane(id: "lane_\(code)".nodeName, name: catalogue.departmentName(code), rows: start..<row))
        }
        return found
    }

    // MARK: Items

    /// The steps of an item one after the other, with what gathers and parts the ways before and after it.
    private mutating func place(
        _ part: Thing.Part, _ cell: (lane: Int, row: Int), after sources: [Ends], successors: Int
    ) -> Ends {
        let item = part.item
        var column = (sources.map(\.column).max() ?? 2) + 1
        var (first, last): (String?, String?)
        func id(_ name: String) -> String { "\(item.code)_\(name)".nodeName }
        func put(_ name: String, _ shape: Shape, _ text: Text?, _ kind: Flow.Kind = .usual, _ label: Text? = nil) {
            add(Node(id: id(name), shape: shape, name: text, lane: cell.lane, row: cell.row, column: column))
            if let last { connect(last, id(name), kind, label) }
            first = first ?? id(name)
            last = id(name)
            column += 1
        }
        if sources.count > 1 { put("gather", .parallel, nil) }
        let condition = ProcessPlan.condition(of: part)
        if condition != nil { put("whether", .exclusive, ExportText.isPart(item.name)) }
        let steps = item.steps.isEmpty ? [(ProcessStep.Code.decide, ProcessStep.Code.decide.name)] : item.steps.map { ($0.code, $0.name) }
        for (index, step) in steps.enumerated() {
            let name = Text("\(item.name.zh)：\(step.1.zh)", "\(item.name.en): \(step.1.en)")
            let shape: Shape = item.handling == .instant ? .serviceTask : .userTask
            if index == 0, let condition {
                put("step\(index + 1)", shape, name, .conditional(condition), ExportText.yes)
            } else {
                put("step\(index + 1)", shape, name)
            }
        }
        if condition != nil {
            put("merge", .exclusive, nil)
            connect(id("whether"), id("merge"), .way(round: true), ExportText.no)
        }
        if successors > 1 { put("part", .parallel, nil) }
        let ends = Ends(first: first ?? id("step1"), last: last ?? id("step1"), column: column - 1)
        for source in sources { connect(source.last, ends.first) }
        return ends
    }

    /// FEEL: the answer that takes an optional item in, and its own condition.
    private static func condition(of part: Thing.Part) -> String? {
        let parts = [part.optional.map { "answers.\($0)" }, part.when?.source].compactMap(\.self)
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " and ")
    }

    // MARK: The end

    private mutating func finish(_ thing: Thing, _ ends: [String: Ends], _ rows: [String: (lane: Int, row: Int)]) {
        let awaited = Set(thing.parts.flatMap { predecessors(of: $0, in: thing) })
        var lasts = thing.parts.map(\.item.code).filter { !awaited.contains($0) }.compactMap { ends[$0] }
        var column = (ends.values.map(\.column).max() ?? 2) + 1
        for followOn in thing.followOns {
            guard let cell = rows["follow-on \(followOn.code)"] else { continue }
            let source = followOn.after.flatMap { ends[$0] }
            let (task, end) = ("follow_\(followOn.code)".nodeName, "follow_\(followOn.code)_end".nodeName)
            // It happens by itself: nobody waits for it.
            add(Node(id: task, shape: .serviceTask, name: followOn.name, lane: cell.lane, row: cell.row, column: (source?.column ?? 2) + 1))
            add(Node(id: end, shape: .end, name: nil, lane: cell.lane, row: cell.row, column: (source?.column ?? 2) + 2))
            connect(source?.last ?? "apply", task)
            connect(task, end)
            column = max(column, (source?.column ?? 2) + 3)
        }
        if lasts.isEmpty { lasts = [Ends(first: "apply", last: "apply", column: 1)] }
        if lasts.count > 1 {
            add(Node(id: "join", shape: .parallel, name: nil, lane: 0, row: 0, column: column))
            for last in lasts { connect(last.last, "join") }
            connect("join", "end")
            column += 1
        } else {
            connect(lasts[0].last, "end")
        }
        add(Node(id: "end", shape: .end, name: ExportText.done, lane: 0, row: 0, column: column))
    }

    private mutating func add(_ node: Node) {
        places[node.id] = nodes.count
        nodes.append(node)
    }

    private mutating func connect(_ from: String, _ to: String, _ kind: Flow.Kind = .usual, _ name: Text? = nil) {
        flows.append(Flow(id: "flow_\(flows.count + 1)", from: from, to: to, kind: kind, name: name))
    }
}

extension String {
    /// A name as XML allows it for an id: letters, digits, `-`, `_`, no digit first.
    fileprivate var nodeName: String {
        let name = String(map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == "-" ? $0 : "_" })
        return name.first.map { $0.isNumber || $0 == "-" } ?? true ? "_" + name : name
    }
}
