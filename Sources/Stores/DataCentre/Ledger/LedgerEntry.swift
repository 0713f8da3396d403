import Catalogue
import Kernel

/// 台账: one system, application, database or data resource of a department, or an item that is not online, as the department tells of it.
struct LedgerEntry: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case system, application, database, resource, item

        var name: Text {
            switch self {
            case .system: Text("信息系统", "System")
            case .application: Text("应用", "Application")
            case .database: Text("数据库", "Database")
            case .resource: Text("数据资源", "Data resource")
            case .item: Text("未上网事项", "Item not online")
            }
        }
    }

    /// How a system is joined to this platform.
    enum Joining: String, Sendable, Hashable, CaseIterable {
        case connector, exchange, signOn = "sign-on", console, none

        var name: Text {
            switch self {
            case .connector: Text("数据接口", "By a connector")
            case .exchange: Text("数据交换（回调或库表）", "By the exchange")
            case .signOn: Text("统一登录", "By signing on here")
            case .console: Text("直接用总操作台", "Works in the console")
            case .none: Text("尚未接入", "Not joined yet")
            }
        }
    }

    struct Key: Sendable, Hashable {
        var kind: Kind
        var code: String
    }

    var key: Key
    var department: String
    var name: Text
    /// Who answers for it: a post or a unit, not a private person.
    var owner: String?
    /// Codes of the elements that it holds, and names of columns that are bound to none.
    var elements: [String]
    var cycle: DataResource.UpdateCycle?
    var sharing: DataResource.Sharing?
    /// The law by which it is shared with nobody.
    var basis: String?
    var quality: String?
    var joining: Joining?
    /// Who joins it or brings it online, and by when.
    var planOwner: String?
    var planOn: LocalDate?
    /// Why an item is not online.
    var reason: String?
    var revision = 1
    /// When somebody last changed it; nil before it is stored.
    var changedOn: LocalDate?
    /// Since when it is no longer in use, and why.
    var retiredOn: LocalDate?
    var retiredWhy: String?

    /// What is missing, in words; an entry without any is complete.
    var gaps: [Text] {
        var gaps: [Text] = []
        func need(_ isThere: Bool, _ what: Text) { if !isThere { gaps.append(what) } }
        need(owner?.isEmpty == false, LedgerText.owner)
        if key.kind == .database || key.kind == .resource {
            need(!elements.isEmpty, LedgerText.elements)
            need(cycle != nil, SharingText.cycle)
            need(quality?.isEmpty == false, LedgerText.quality)
        }
        if key.kind == .resource {
            need(sharing != nil, SharingText.sharing)
            if sharing == DataResource.Sharing.none { need(basis?.isEmpty == false, SharingText.basis) }
        }
        if key.kind == .system || key.kind == .application { need(joining != nil, LedgerText.joining) }
        if needsPlan {
            need(planOwner?.isEmpty == false, LedgerText.planOwner)
            need(planOn != nil, LedgerText.planOn)
        }
        if key.kind == .item { need(reason?.isEmpty == false, LedgerText.reason) }
        return gaps
    }

    var needsPlan: Bool { joining == Joining.none || key.kind == .item }

    /// A plan whose day is over.
    func isOverdue(on day: LocalDate) -> Bool { needsPlan && planOn.map { $0 < day } ?? false }
}

/// A row as it was written, on a form or in a file, read into an entry: pure.
struct LedgerReading: Sendable {
    let catalogue: Catalogue
    let today: LocalDate
    /// The days that plans have in the ledger already: what stands there may be saved again though its day is over.
    var plans: [LedgerEntry.Key: LocalDate] = [:]

    /// The entry, or every fault of the row with its column.
    func entry(_ row: [String: String]) -> (entry: LedgerEntry?, faults: [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        func text(_ name: String) -> String? {
            let text = (row[name] ?? "").trimmingWhitespace
            return text.isEmpty ? nil : text
        }
        func fault(_ field: String, _ message: Text) { faults.append(Problem.Fault(field, message)) }
        faults += LedgerReading.tooLong(row)
        func choice<T: RawRepresentable>(_ name: String, _ type: T.Type) -> T? where T.RawValue == String {
            guard let written = text(name) else { return nil }
            if let found = T(rawValue: written) { return found }
            fault(name, LedgerText.notInList(written, LedgerReading.choices(name) ?? []))
            return nil
        }
        let kind = choice("kind", LedgerEntry.Kind.self)
        if kind == nil, text("kind") == nil { fault("kind", LedgerText.missing) }
        let code = text("code") ?? ""
        if !LedgerReading.isCode(code) { fault("code", code.isEmpty ? LedgerText.missing : LedgerText.badCode(code)) }
        let department = text("department") ?? ""
        if catalogue.departments[department] == nil {
            fault("department", department.isEmpty ? LedgerText.missing : unknown(department: department))
        }
        if text("name_zh") == nil { fault("name_zh", LedgerText.missing) }
        let elements = (text("elements") ?? "").split { ", ;、".contains($0) }.map(String.init)
        // A column that is bound to no element bears its own name; among the elements' names it would be a slip.
        for element in elements where catalogue.elements[element] == nil && (element.contains(".") || element.utf8.count > 60) {
            fault("elements", ConnectingText.unknownColumn(element))
        }
        let day = text("plan_on").map { LocalDate($0) }
        if case .some(.none) = day { fault("plan_on", LedgerText.badDay(text("plan_on") ?? "")) }
        if kind == .item, catalogue.items[code] == nil { fault("code", LedgerText.unknownItem(code)) }
        let cycle = choice("cycle", DataResource.UpdateCycle.self)
        let sharing = choice("sharing", DataResource.Sharing.self)
        let joining = choice("joining", LedgerEntry.Joining.self)
        guard let kind else { return (nil, faults) }
        let entry = LedgerEntry(
            key: LedgerEntry.Key(kind: kind, code: code), department: department,
            name: Text(text("name_zh") ?? "", text("name_en") ?? text("name_zh") ?? ""), owner: text("owner"), elements: elements,
            cycle: cycle, sharing: sharing, basis: text("basis"), quality: text("quality"), joining: joining,
            planOwner: text("plan_owner"), planOn: day ?? nil, reason: text("reason"))
        // A new system is joined, or somebody says who joins it and when.
        if kind == .system || kind == .application {
            if joining == nil, text("joining") == nil { fault("joining", LedgerText.joiningMissing) }
            if joining == LedgerEntry.Joining.none, entry.planOwner == nil || entry.planOn == nil {
                fault("plan_on", LedgerText.planMissing)
            }
        }
        if entry.isOverdue(on: today), entry.planOn != plans[entry.key] { fault("plan_on", LedgerText.planOver) }
        return (faults.isEmpty ? entry : nil, faults)
    }

    /// Whoever wrote a department's name is told its code.
    private func unknown(department written: String) -> Text {
        let meant = catalogue.departments.values.sorted { $0.code < $1.code }.first { department in
            [department.name, catalogue.departmentShortName(department.code)].contains { $0.zh == written || $0.en == written }
        }
        return LedgerText.unknownDepartment(written, meant: meant?.code)
    }

    /// Nothing is cut off without a word.
    private static func tooLong(_ row: [String: String]) -> [Problem.Fault] {
        columns.compactMap { name in
            let most = longest(name)
            return (row[name]?.count ?? 0) > most ? Problem.Fault(name, LedgerText.tooLong(most)) : nil
        }
    }

    private static func isCode(_ code: String) -> Bool {
        (1...60).contains(code.utf8.count)
            && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46 }
    }

    /// One faulty row of a file.
    struct RowFault: Sendable, Hashable {
        var line: Int
        var column: String
        var message: Text
    }

    /// A row that can be taken, and where it stood.
    struct FileRow: Sendable, Hashable {
        var line: Int
        var entry: LedgerEntry
    }

    /// A whole file: what can be taken, and every fault of the rest by line.
    func file(_ text: String) -> (entries: [FileRow], faults: [RowFault]) {
        let rows: [CSV.Row]
        do { rows = try CSV.rows(text) } catch { return ([], [RowFault(line: error.line, column: "", message: error.message)]) }
        guard let header = rows.first, LedgerReading.neededColumns.isSubset(of: header.cells) else {
            return ([], [RowFault(line: 1, column: "", message: LedgerText.badHeader)])
        }
        var (entries, faults, seen) = ([FileRow](), [RowFault](), Set<LedgerEntry.Key>())
        for name in header.cells where !LedgerReading.columns.contains(name) {
            faults.append(RowFault(line: 1, column: name, message: LedgerText.unknownColumn))
        }
        for row in rows.dropFirst() {
            guard row.cells.count == header.cells.count else {
                faults.append(RowFault(line: row.line, column: "", message: ConnectingText.wrongColumns))
                continue
            }
            let (entry, wrong) = entry(Dictionary(zip(header.cells, row.cells)) { first, _ in first })
            faults += wrong.map { RowFault(line: row.line, column: $0.field, message: $0.message) }
            guard let entry else { continue }
            if seen.insert(entry.key).inserted {
                entries.append(FileRow(line: row.line, entry: entry))
            } else {
                faults.append(RowFault(line: row.line, column: "code", message: LedgerText.doubled))
            }
        }
        return (entries, faults)
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
