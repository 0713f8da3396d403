import Catalogue
import Kernel

/// What the name of a dropped file says: `mz-assistance.csv` brings changes, `mz-assistance.whole.csv` everything that there is; `.jsonl` alike.
struct DropName: Sendable, Hashable {
    let resource: String
    /// The file holds every record of the resource: whoever is not in it is in the register no longer.
    let isWhole: Bool
    let isCSV: Bool

    /// nil for any other name.
    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let ending = parts.last, ["csv", "jsonl"].contains(ending), !parts[0].isEmpty else { return nil }
        guard parts.count == 2 || (parts.count == 3 && parts[1] == "whole") else { return nil }
        (resource, isWhole, isCSV) = (parts[0], parts.count == 3, ending == "csv")
    }
}

/// What a dropped file said: the records that may be loaded, and what is wrong with the rest, by line.
struct DroppedFile: Sendable, Hashable {
    /// A line that was not taken. What it said stays in the department's own file.
    struct Fault: Sendable, Hashable {
        var line: Int
        var what: Text

        /// The words may quote the file: what nobody can see in them, and no database keeps, is shown as a mark.
        init(line: Int, what: Text) {
            func shown(_ text: String) -> String {
                String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
            }
            (self.line, self.what) = (line, Text(shown(what.zh), shown(what.en)))
        }
    }

    var records: [RegisterRecord] = []
    var faults: [Fault] = []

    /// Whether records may be ended because a whole file does not have them: of a file with a line that could not be read nobody can tell
    /// whose record that line was, and an empty one is a slip.
    var isComplete: Bool { faults.isEmpty && !records.isEmpty }

    /// Whether several rows may tell of one subject, each of another related object.
    private var isJoined = false

    /// A CSV file has a header of element codes, a `.jsonl` an object in each line. A column headed `child.name` is of a related role, and
    /// several children are several rows with the same key: one that is faulty keeps the others of its subject out, since without it the
    /// record would tell of too few. Variants of codes become those of the standard, and each record is held against the rules that the
    /// nightly check knows. A faulty line keeps nobody else's out. Pure.
    static func read(
        _ text: String, isCSV: Bool, of resource: DataResource, variants: [CodeMapping] = [], in catalogue: Catalogue, today: LocalDate
    ) -> DroppedFile {
        var file = DroppedFile()
        var keys: [String] = []
        var subjects: [String: Subject] = [:]
        let rows = isCSV ? file.csv(text, resource) : file.lines(text)
        for row in rows {
            let record = CodeMapping.applied(variants, to: row.record)
            let key = record[resource.key]?.string ?? ""
            do {
                if let fault = row.fault { throw RowFault(what: fault) }
                guard !key.isEmpty else { throw RowFault(what: ConnectingText.noKey) }
                guard file.isJoined || subjects[key] == nil else { throw RowFault(what: ConnectingText.doubled) }
                let content = try shaped(record, about: key, resource, catalogue, today)
                if subjects[key]?.rows.isEmpty ?? true { keys.append(key) }
                subjects[key, default: Subject()].rows.append((row.line, content))
            } catch {
                file.faults.append(Fault(line: row.line, what: (error as? RowFault)?.what ?? ConnectingText.unreadableLine))
                if !key.isEmpty, file.isJoined || (row.fault == nil && subjects[key] == nil) {
                    subjects[key, default: Subject()].isSpoilt = true
                }
            }
        }
        for key in keys {
            guard let subject = subjects[key], let content = file.joined(subject, resource, catalogue, today) else { continue }
            file.records.append(RegisterRecord(resource: resource.code, key: key, content: content, updatedOn: today))
        }
        file.faults.sort { $0.line < $1.line }
        return file
    }

    /// A line as it was written, and why it cannot be read where it cannot; the record then says no more than whose it is.
    private struct Row {
        var line: Int
        var record: JSON
        var fault: Text?
    }

    /// The lines about one subject, in their proper shapes.
    private struct Subject {
        var rows: [(line: Int, content: JSON)] = []
        var isSpoilt = false
    }

    /// The record that a subject's lines make together; nil, with a fault for each line, where they make none.
    private mutating func joined(_ subject: Subject, _ resource: DataResource, _ catalogue: Catalogue, _ today: LocalDate) -> JSON? {
        func reject(_ why: Text, at place: Int? = nil) -> JSON? {
            for (index, row) in subject.rows.enumerated() {
                faults.append(Fault(line: row.line, what: place == nil || place == index ? why : ConnectingText.spoilt))
            }
            return nil
        }
        guard !subject.isSpoilt else { return reject(ConnectingText.spoilt) }
        guard subject.rows.count > 1 else { return subject.rows.first?.content }
        do {
            let content = try RelatedObjects.joined(subject.rows.map(\.content), of: resource)
            // What two lines say in turn may contradict itself when it stands together.
            try DroppedFile.hold(content, resource, catalogue, today)
            return content
        } catch RelatedObjects.Fault.tooMany {
            return reject(ConnectingText.tooMany)
        } catch RelatedObjects.Fault.disagreeing(let place) {
            return reject(ConnectingText.disagreeing, at: place)
        } catch {
            return reject((error as? RowFault)?.what ?? ConnectingText.unreadableLine)
        }
    }

    private struct RowFault: Error { var what: Text }

    /// The record in its elements' proper shapes, if there is nothing wrong with it.
    private static func shaped(
        _ record: JSON, about key: String, _ resource: DataResource, _ catalogue: Catalogue, _ today: LocalDate
    ) throws -> JSON {
        for member in record.members ?? [] where !member.value.isNull {
            if resource.gives[member.name] != nil {
                let objects = member.value.array ?? [member.value]
                guard objects.allSatisfy({ $0.members != nil }) else { throw RowFault(what: ConnectingText.noObject(member.name)) }
                guard objects.count <= RelatedObjects.most else { throw RowFault(what: ConnectingText.tooMany) }
                continue
            }
            let isKnown = member.name == resource.key || resource.elements.contains(member.name)
            guard isKnown, catalogue.elements[member.name] != nil else {
                throw RowFault(what: ConnectingText.unknownColumn(String(member.name.prefix(60))))
            }
        }
        try hold(record, resource, catalogue, today)
        let content = try ReplyCheck.checked(record, about: key, of: resource, in: catalogue, today: today)
        // What was written `女` says as little as `2` before it is read: two values contradict each other in their proper shapes only.
        try hold(content, resource, catalogue, today)
        return content
    }

    private static func hold(_ record: JSON, _ resource: DataResource, _ catalogue: Catalogue, _ today: LocalDate) throws {
        guard let fault = Quality.faults(of: record, in: resource, catalogue, today: today).first else { return }
        let name = catalogue.elements[fault.element]?.name ?? Text(same: fault.element)
        throw RowFault(what: ConnectingText.badValue(name, Quality.words(fault, of: record, in: resource, catalogue, today: today)))
    }

    private mutating func csv(_ text: String, _ resource: DataResource) -> [Row] {
        let rows: [CSV.Row]
        do { rows = try CSV.rows(text) } catch {
            faults.append(Fault(line: error.line, what: error.message))
            return []
        }
        guard let header = rows.first else {
            faults.append(Fault(line: 1, what: ConnectingText.noHeader))
            return []
        }
        // One name twice would be two words about one thing, in a record that nobody reads again.
        guard Set(header.cells).count == header.cells.count else {
            faults.append(Fault(line: header.line, what: ConnectingText.doubledColumn))
            return []
        }
        let names = header.cells.map(resource.meaning)
        isJoined = names.contains { if case .related = $0 { true } else { false } }
        let keyPlace = header.cells.firstIndex(of: resource.key)
        return rows.dropFirst().map { row in
            guard row.cells.count == header.cells.count else {
                let key = keyPlace.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
                return Row(
                    line: row.line, record: key.map { .object([JSON.Member(resource.key, .string($0))]) } ?? .object([]),
                    fault: ConnectingText.wrongColumns)
            }
            let cells = zip(names, row.cells).filter { !$0.1.isEmpty }.map { (name: $0.0, value: JSON.string($0.1)) }
            return Row(line: row.line, record: RelatedObjects.record(cells))
        }
    }

    private mutating func lines(_ text: String) -> [Row] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            guard let record = try? JSON(parsing: String(line)), record.members != nil else {
                return Row(line: index + 1, record: .object([]), fault: ConnectingText.unreadableLine)
            }
            return Row(line: index + 1, record: record)
        }
    }
}
