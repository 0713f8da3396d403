import Catalogue
import Foundation
import Kernel
import Store

/// What a dropped file said: the records that may be loaded, and what is wrong with the rest, by line.
struct DroppedFile: Sendable, Hashable {
    var records: [RegisterRecord] = []
    var faults: [(line: Int, what: Text)] = []

    static func == (a: DroppedFile, b: DroppedFile) -> Bool {
        a.records == b.records && a.faults.map(\.line) == b.faults.map(\.line) && a.faults.map(\.what) == b.faults.map(\.what)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(records) }

    /// `mz-assistance.csv` has a header of element codes; `mz-assistance.jsonl` an object in each line. A faulty line keeps nobody else's
    /// out. Pure.
    static func read(_ text: String, isCSV: Bool, of resource: DataResource, in catalogue: Catalogue, today: LocalDate) -> DroppedFile {
        var file = DroppedFile()
        var seen: Set<String> = []
        let rows = isCSV ? file.csv(text, resource) : file.lines(text)
        for (line, record) in rows {
            do {
                guard let key = record[resource.key]?.string, !key.isEmpty else { throw RowFault(what: ConnectingText.noKey) }
                guard seen.insert(key).inserted else { throw RowFault(what: ConnectingText.doubled) }
                try check(record, resource, catalogue, today)
                file.records.append(RegisterRecord(resource: resource.code, key: key, content: record, updatedOn: today))
            } catch {
                file.faults.append((line, (error as? RowFault)?.what ?? ConnectingText.unreadableLine))
            }
        }
        file.faults.sort { $0.line < $1.line }
        return file
    }

    private struct RowFault: Error { var what: Text }

    private static func check(_ record: JSON, _ resource: DataResource, _ catalogue: Catalogue, _ today: LocalDate) throws {
        for member in record.members ?? [] where !member.value.isNull && resource.gives[member.name] == nil {
            guard member.name == resource.key || resource.elements.contains(member.name), let element = catalogue.elements[member.name]
            else {
                throw RowFault(what: ConnectingText.unknownColumn(member.name))
            }
            if let mistake = element.mistake(in: member.value, choices: catalogue.choices(of: element), today: today) {
                throw RowFault(what: ConnectingText.badValue(element.name, mistake))
            }
        }
    }

    private mutating func csv(_ text: String, _ resource: DataResource) -> [(Int, JSON)] {
        let rows: [CSV.Row]
        do { rows = try CSV.rows(text) } catch {
            faults.append((error.line, error.message))
            return []
        }
        guard let header = rows.first else {
            faults.append((1, ConnectingText.noHeader))
            return []
        }
        return rows.dropFirst().compactMap { row in
            guard row.cells.count == header.cells.count else {
                faults.append((row.line, ConnectingText.wrongColumns))
                return nil
            }
            let members = zip(header.cells, row.cells).filter { !$0.1.isEmpty }.map { JSON.Member($0.0, .string($0.1)) }
            return (row.line, .object(members))
        }
    }

    private mutating func lines(_ text: String) -> [(Int, JSON)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            guard let record = try? JSON(parsing: String(line)), record.members != nil else {
                faults.append((index + 1, ConnectingText.unreadableLine))
                return nil
            }
            return (index + 1, record)
        }
    }
}

extension DataCentre {
    /// Takes in what departments have dropped: `<resource>.csv` or `<resource>.jsonl`. A file that was read is moved aside with a report
    /// of its faulty lines beside it, so that it is read once; one that is still being written bears another name.
    func takeDrops(at now: Instant) async throws {
        guard let folder = drops.folder else { return }
        let files = FileManager.default
        let snapshot = catalogue.snapshot
        let taken = "\(folder)/taken"
        for name in try files.contentsOfDirectory(atPath: folder).sorted() {
            let parts = name.split(separator: ".")
            guard parts.count == 2, ["csv", "jsonl"].contains(parts[1]), drops.dropped.contains(String(parts[0])),
                let resource = snapshot.resources[String(parts[0])],
                let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            else { continue }
            let file = DroppedFile.read(text, isCSV: parts[1] == "csv", of: resource, in: snapshot, today: now.date)
            for start in stride(from: 0, to: file.records.count, by: 500) {
                let piece = Array(file.records[start..<min(start + 500, file.records.count)])
                try await database.write { try load(piece, in: $0) }
            }
            try files.createDirectory(atPath: taken, withIntermediateDirectories: true)
            let stamp = "\(now.date)-\(now.secondOfDay)-\(name)"
            // Lines and reasons only: what a faulty line said stays in the department's own file.
            let report = file.faults.map { "\($0.line)\t\($0.what.zh)\t\($0.what.en)" }.joined(separator: "\n")
            try "\(file.records.count)\n\(report)\n".write(toFile: "\(taken)/\(stamp).report.txt", atomically: true, encoding: .utf8)
            try files.moveItem(atPath: "\(folder)/\(name)", toPath: "\(taken)/\(stamp)")
        }
    }
}
