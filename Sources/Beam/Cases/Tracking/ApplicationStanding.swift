package import Catalogue
package import Kernel
import Web

/// How a whole application stands: what is done, what is under way and with whom, what waits for what, what failed and what that stops.
/// Pure: it follows from the cases and from how their items wait for each other.
package struct ApplicationStanding: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
        package enum State: String, Sendable, Hashable { case done, now, yours, waiting, failed, withdrawn, stopped }

        package var item: String
        package var department: String
        package var state: State
        /// What it waits for; for one that was stopped, what stopped it.
        package var because: [String]
        /// In which wave it begins: 0 is at once.
        package var wave: Int
    }

    package let parts: [Part]

    package init(_ cases: [Case], _ plan: ApplicationPlan) {
        let statuses = Dictionary(cases.map { ($0.item, $0.status) }, uniquingKeysWith: { first, _ in first })
        var waves: [String: Int] = [:]
        for item in plan.items { waves[item] = (plan.prerequisites(of: item).compactMap { waves[$0] }.max() ?? -1) + 1 }
        parts = plan.items.compactMap { item in
            guard let value = cases.first(where: { $0.item == item }) else { return nil }
            let needed = plan.prerequisites(of: item).sorted()
            let state: Part.State
            var because: [String] = []
            switch value.status {
            case .issued, .done, .granted: state = .done
            case .waiting:
                state = .waiting
                because = needed.filter { statuses[$0]?.isGranted != true }
            case .supplement: state = .yours
            case .terminated:
                state = .stopped
                because = needed.filter { statuses[$0]?.hasFailed == true }
            case .declined, .refused, .returned: state = .failed
            case .withdrawn: state = .withdrawn
            case .submitted, .precheck, .accepted, .special: state = .now
            }
            return Part(item: item, department: value.department, state: state, because: because, wave: waves[item] ?? 0)
        }
    }

    /// What a failure stopped, directly or in turn; and nothing else.
    package func stopped(by item: String) -> [String] {
        var reached: Set<String> = [item]
        var stopped: [String] = []
        for part in parts where part.state == .stopped && !reached.isDisjoint(with: part.because) {
            reached.insert(part.item)
            stopped.append(part.item)
        }
        return stopped
    }

    /// All of it in a few sentences.
    package func sentence(_ catalogue: Catalogue) -> Text {
        func name(_ item: String) -> Text { catalogue.items[item]?.name ?? Text(same: item) }
        func names(_ items: [String]) -> Text { Text(listing: items.map(name)) }
        func items(_ state: Part.State) -> [Part] { parts.filter { $0.state == state } }
        var sentences: [Text] = []
        let done = items(.done).map(\.item)
        if !done.isEmpty { sentences.append(StandingText.done(names(done))) }
        let now = items(.now)
        if !now.isEmpty {
            let each = now.map { part -> Text in
                let (item, office) = (name(part.item), catalogue.departmentShortName(part.department))
                return Text("\(item.zh)（\(office.zh)）", "\(item.en) (\(office.en))")
            }
            sentences.append(StandingText.now(Text(listing: each)))
        }
        let yours = items(.yours).map(\.item)
        if !yours.isEmpty { sentences.append(StandingText.yours(names(yours))) }
        let waiting = Dictionary(grouping: items(.waiting), by: \.because)
        func place(_ group: (key: [String], value: [Part])) -> (Int, String) { (group.value.map(\.wave).min() ?? 0, group.key.joined()) }
        for (because, parts) in waiting.sorted(by: { place($0) < place($1) }) {
            sentences.append(StandingText.waits(names(parts.map(\.item)), names(because)))
        }
        let ended = parts.filter { $0.state == .failed || $0.state == .withdrawn }
        sentences += ended.map { part in
            let stopped = stopped(by: part.item)
            let why = part.state == .failed ? StandingText.refused(name(part.item)) : StandingText.withdrawn(name(part.item))
            return stopped.isEmpty ? StandingText.alone(why) : StandingText.stops(why, names(stopped))
        }
        let isOthersOn = !ended.isEmpty && !(now + items(.waiting) + items(.yours)).isEmpty
        if isOthersOn { sentences.append(StandingText.othersGoOn) }
        return Text(sentences.map(\.zh).joined(), sentences.map(\.en).joined(separator: " "))
    }

    /// The same as a picture: one column for each wave, one box for each item, its state by shape and colour and in words.
    func picture(_ catalogue: Catalogue, _ language: Language) -> HTML {
        let waves = Dictionary(grouping: parts, by: \.wave).sorted { $0.key < $1.key }
        guard parts.count > 1 else { return HTML() }
        let columns = waves.html { _, parts -> HTML in
            let boxes = parts.html { part -> HTML in
                let name = catalogue.items[part.item]?.name ?? Text(same: part.item)
                let office = catalogue.departmentShortName(part.department)
                return """
                    <li class="\(part.state.rawValue)"><strong>\(name, language)</strong>\
                    <span>\(office, language) · \(StandingText.state(part.state), language)</span></li>
                    """
            }
            return "<li><ul>\(boxes)</ul></li>"
        }
        return "<ol class=\"flow\" aria-label=\"\(StandingText.picture, language)\">\(columns)</ol>"
    }
}

/// The sentences of `ApplicationStanding`.
enum StandingText {
    static let picture = Text("各件的先后和进度", "Which comes after which, and how each stands")
    static let othersGoOn = Text("其余照常办理。", "The rest goes on.")
    static func done(_ names: Text) -> Text { Text("已办好：\(names.zh)。", "Done: \(names.en).") }
    static func now(_ names: Text) -> Text { Text("正在办：\(names.zh)。", "Under way: \(names.en).") }
    static func yours(_ names: Text) -> Text { Text("等您补正：\(names.zh)。", "Waiting for you: \(names.en).") }
    static func waits(_ names: Text, _ others: Text) -> Text {
        Text("\(others.zh)办好后开始：\(names.zh)。", "To begin after \(others.en): \(names.en).")
    }
    static func refused(_ name: Text) -> Text { Text("\(name.zh)没有办成", "\(name.en) was not granted") }
    static func withdrawn(_ name: Text) -> Text { Text("\(name.zh)由您撤回", "You took back \(name.en)") }
    static func alone(_ why: Text) -> Text { Text("\(why.zh)，不影响其他件。", "\(why.en); nothing else depends on it.") }
    static func stops(_ why: Text, _ others: Text) -> Text {
        Text("\(why.zh)，所以\(others.zh)也停办。", "\(why.en), which also stops: \(others.en).")
    }

    static func state(_ state: ApplicationStanding.Part.State) -> Text {
        switch state {
        case .done: Text("办好了", "done")
        case .now: Text("正在办", "under way")
        case .yours: Text("等您补正", "waiting for you")
        case .waiting: Text("等前一件", "waits for an earlier one")
        case .failed: Text("没有办成", "not granted")
        case .withdrawn: Text("已撤回", "taken back")
        case .stopped: Text("因此停办", "stopped by it")
        }
    }
}
