import Catalogue
import Foundation
import Kernel
import Logging
import Store

extension DataCentre {
    private static let batch = 500
    /// A file of a name that nobody knows may still be written: it is refused once nothing has changed for so long.
    private static let restingSeconds = 600.0

    /// Takes in what departments have dropped: `<resource>.csv`, `<resource>.whole.csv`, or the same as `.jsonl`. What was read, or could not
    /// be, is moved aside, so that it is read once, and its department finds it among the deliveries.
    func takeDrops(at now: Instant) async throws {
        guard let folder = drops.folder else { return }
        var failed: (any Error)?
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where isDue(name, in: folder, at: now) {
            // A file that cannot be moved keeps no other waiting.
            do { try await take(drop: name, from: folder, at: now) } catch { failed = error }
        }
        try sweepDrops(in: folder, at: now)
        try await database.write { try deliveries.sweep(before: now.date.adding(days: -FileDelivery.keptDays), in: $0) }
        if let failed { throw failed }
    }

    private func isDue(_ name: String, in folder: String, at now: Instant) -> Bool {
        guard !name.hasPrefix("."), let known = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"),
            known[.type] as? FileAttributeType == .typeRegular
        else { return false }
        if DropName(name) != nil { return true }
        let changed = known[.modificationDate] as? Date ?? .distantPast
        return changed.timeIntervalSince1970 + DataCentre.restingSeconds < Double(now.microseconds) / 1e6
    }

    private func take(drop name: String, from folder: String, at now: Instant) async throws {
        let (delivery, faults) = try await read(drop: name, from: folder, at: now)
        try moveAside(name, in: folder, at: now)
        try await database.write {
            try deliveries.insert(delivery, faults, in: $0)
            try sources.touch(surroundings.newID(), in: $0)
        }
        logger.log(
            level: delivery.fault == nil && faults.isEmpty ? .info : .warning, "a dropped file was taken",
            metadata: [
                "file": "\(delivery.file)", "taken": "\(delivery.taken)", "ended": "\(delivery.ended)", "rejected": "\(delivery.rejected)",
                "fault": "\(delivery.fault?.en ?? "none")",
            ])
    }

    /// Reads a file and loads what is good in it.
    private func read(drop name: String, from folder: String, at now: Instant) async throws -> (FileDelivery, [DroppedFile.Fault]) {
        let snapshot = catalogue.snapshot
        var delivery = FileDelivery(
            id: surroundings.newID(), at: now, file: String(name.prefix(200)), resource: nil, department: nil, form: .unknown)
        guard let place = DropName(name), drops.dropped.contains(place.resource), let resource = snapshot.resources[place.resource] else {
            delivery.fault = ConnectingText.unknownName
            return (delivery, [])
        }
        (delivery.resource, delivery.department) = (resource.code, resource.owner)
        delivery.form = place.isWhole ? .whole : .changes
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)"), let text = FileText.decoded(Array(bytes)) else {
            delivery.fault = ConnectingText.noText
            return (delivery, [])
        }
        let variants = try await database.read { try shelf.book(grants, sources, ledger, quality, in: $0) }.mappings
        let file = DroppedFile.read(
            text, isCSV: place.isCSV, of: resource, variants: variants[resource.code] ?? [], in: snapshot, today: now.date)
        (delivery.taken, delivery.rejected) = (file.records.count, file.faults.count)
        delivery.ended = try await load(file, of: resource, isWhole: place.isWhole)
        return (delivery, file.faults)
    }

    /// Loads a file's records; of a whole file that could be read to its end those that it does not have are ended.
    /// - Returns: how many were ended.
    private func load(_ file: DroppedFile, of resource: DataResource, isWhole: Bool) async throws -> Int {
        for start in stride(from: 0, to: file.records.count, by: DataCentre.batch) {
            let piece = Array(file.records[start..<min(start + DataCentre.batch, file.records.count)])
            try await database.write { try load(piece, in: $0) }
        }
        guard isWhole, file.isComplete else { return 0 }
        let kept = Set(file.records.map { table.hash(of: $0.key) })
        var (last, ended) = ("", 0)
        while true {
            let after = last
            let hashes = try await database.read { try table.hashes(of: resource.code, after: after, limit: DataCentre.batch, in: $0) }
            guard let end = hashes.last else { return ended }
            let gone = hashes.filter { !kept.contains($0) }
            if !gone.isEmpty { ended += try await database.write { try table.remove(gone, of: resource.code, in: $0) } }
            last = end
        }
    }

    // MARK: What was taken

    private static let aside = "taken"

    /// A file that was read is nobody's business but the operator's, and only for as long as its data may be kept.
    private func moveAside(_ name: String, in folder: String, at now: Instant) throws {
        let (files, taken) = (FileManager.default, "\(folder)/\(DataCentre.aside)")
        try files.createDirectory(atPath: taken, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: taken)
        let target = "\(taken)/\(now.date)-\(now.secondOfDay)-\(name)"
        try files.moveItem(atPath: "\(folder)/\(name)", toPath: target)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    }

    /// Removes what has lain aside for longer than the strictest grade of its resource, or the setting, allows.
    private func sweepDrops(in folder: String, at now: Instant) throws {
        let taken = "\(folder)/\(DataCentre.aside)"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: taken)) ?? [] {
            // `2026-11-29-28800-ga-residence.csv`
            let parts = name.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
            guard parts.count == 5, let day = LocalDate(parts[..<3].joined(separator: "-")) else { continue }
            let resource = DropName(String(parts[4])).flatMap { catalogue.snapshot.resources[$0.resource] }
            let grade = resource.map { ElementGrade.strictest(of: $0, in: catalogue.snapshot) } ?? ElementGrade(sensitivity: .sensitive)
            if day.adding(days: min(grade.keptDays, settings.dropDays)) < now.date {
                try FileManager.default.removeItem(atPath: "\(taken)/\(name)")
            }
        }
    }
}
