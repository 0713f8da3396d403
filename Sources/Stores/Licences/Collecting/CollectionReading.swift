import Catalogue
import Kernel
import Web

/// Reads rows: every row is either a good licence or has at least one fault, each fault with its column. Pure.
struct CollectionReading: Sendable {
    let catalogue: Catalogue
    /// The department whose licences these are.
    let department: String
    /// Where the collector may collect for it.
    let scope: Scope
    let today: LocalDate

    private typealias Column = CollectionRow.Column

    enum Outcome: Sendable {
        case good(CollectedLicence)
        case bad([RowFault])
    }

    /// All rows, in their order. A source id that stands twice with different contents is refused the second time.
    func read(_ rows: [CollectionRow]) -> [Outcome] {
        var seen: [String: String] = [:]
        return rows.map { row in
            let outcome = read(row)
            guard case .good(let licence) = outcome else { return outcome }
            if let before = seen[licence.sourceID], before != licence.canonical {
                return .bad([RowFault(Column.sourceID, CollectionText.twice)])
            }
            seen[licence.sourceID] = licence.canonical
            return outcome
        }
    }

    func read(_ row: CollectionRow) -> Outcome {
        var reader = RowReader(row: row)
        for column in Column.required where row[column].isEmpty { reader.fault(column, CollectionText.missing(column.name)) }
        for (name, cell) in row.cells.sorted(by: { $0.key < $1.key })
        where cell.unicodeScalars.contains(where: CollectionReading.isUnwritable) {
            reader.faults.append(RowFault(column: name, CollectionText.unwritable))
        }
        let type = type(&reader)
        let region = region(&reader)
        issuer(&reader)
        if let type, let region, !scope.holds(anyOf: LicenceRights.keepers, department: type.issuer, region: region) {
            reader.fault(.area, CollectionText.notYourPlace)
        }
        let holders = holders(of: type, &reader)
        let issuedOn = reader.date(.issuedOn)
        if let issuedOn, issuedOn > today { reader.fault(.issuedOn, CollectionText.future) }
        let validFrom = row[.validFrom].isEmpty ? issuedOn : reader.date(.validFrom)
        let validUntil = endless.contains(row[.validUntil]) ? nil : reader.date(.validUntil)
        if let validFrom, let validUntil, validUntil < validFrom { reader.fault(.validUntil, CollectionText.endsBeforeItBegins) }
        number(&reader)
        let operation = operation(of: type, in: region, &reader)
        let face = face(of: type, &reader)
        guard reader.faults.isEmpty, let type, let region, let issuedOn, let validFrom, let operation else { return .bad(reader.faults) }
        let isAct = operation != .put
        return .good(
            CollectedLicence(
                line: row.line, sourceID: row[.sourceID], operation: operation, type: type.code, issuer: type.issuer, region: region,
                holders: holders, number: row[.number], issuedOn: issuedOn, validFrom: validFrom, validUntil: validUntil, face: face,
                ground: isAct ? row.ground : nil, law: isAct && !row[.law].isEmpty ? row[.law] : nil, reason: isAct ? row[.reason] : ""))
    }

    /// What nobody sees, other than the ends of lines: no database keeps all of it, and by it one number would look like another.
    private static func isUnwritable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: !["\t", "\n", "\r"].contains(scalar)
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private let endless: Set<String> = ["", "长期", "长期有效", "9999-12-31", "99991231"]

    private func type(_ reader: inout RowReader) -> LicenceType? {
        let code = reader.row[.type]
        guard !code.isEmpty else { return nil }
        guard let type = catalogue.licenceTypes.values.first(where: { $0.code == code || $0.typeCode == code.uppercased() }) else {
            reader.fault(.type, CollectionText.unknownType)
            return nil
        }
        guard type.issuer == department else {
            reader.fault(.type, CollectionText.otherIssuer(catalogue.departmentName(type.issuer)))
            return nil
        }
        return type
    }

    private func issuer(_ reader: inout RowReader) {
        let code = reader.row[.issuerCode].uppercased()
        guard !code.isEmpty, let own = catalogue.departments[department]?.uscc else { return }
        if code != own { reader.fault(.issuerCode, CollectionText.otherIssuerCode(own)) }
    }

    private func region(_ reader: inout RowReader) -> RegionCode? {
        let text = reader.row[.area]
        guard !text.isEmpty else { return .shanghai }
        guard text.utf8.count == 6, let region = RegionCode(text), catalogue.places?.region(region) != nil || region == .shanghai else {
            reader.fault(.area, CollectionText.noSuchPlace)
            return nil
        }
        return region
    }

    /// Several holders are joined by `^`, in the same order in each of the three columns.
    private func holders(of type: LicenceType?, _ reader: inout RowReader) -> [Licence.Holder] {
        func pieces(_ column: CollectionRow.Column) -> [String] {
            reader.row[column].split(separator: "^", omittingEmptySubsequences: false).map { $0.filter { $0 != " " || column == .holder } }
        }
        let (names, codes, types) = (pieces(.holder), pieces(.holderCode), pieces(.holderType))
        guard ![names, codes, types].contains(where: { $0 == [""] || $0.isEmpty }) else { return [] }
        guard names.count == codes.count, codes.count == types.count, names.count <= 20 else {
            reader.fault(.holder, CollectionText.unevenHolders)
            return []
        }
        var holders: [Licence.Holder] = []
        for index in names.indices {
            let name = names[index].split(separator: " ").joined(separator: " ")
            guard !name.isEmpty, name.count <= 200 else {
                reader.fault(.holder, CollectionText.holderName)
                continue
            }
            guard let code = HolderCode(rawValue: types[index]) else {
                reader.fault(.holderType, CollectionText.holderType)
                continue
            }
            do throws(CodeFault) {
                let number = try code.read(codes[index], today: today)
                holders.append(Licence.Holder(kind: code.kind, name: name, number: number, code: code))
            } catch {
                reader.fault(.holderCode, error.message)
            }
        }
        if Set(holders.map(\.number)).count < holders.count { reader.fault(.holderCode, CollectionText.sameHolderTwice) }
        if let type, let first = holders.first, first.kind.rawValue != type.holder {
            reader.fault(.holderType, CollectionText.wrongKind(type.holder == "enterprise"))
        }
        return holders
    }

    private func number(_ reader: inout RowReader) {
        let number = reader.row[.number]
        guard !number.isEmpty else { return }
        if number.count > 100 { reader.fault(.number, CollectionText.numberTooLong) }
        do { _ = try LicenceIdentifier.serial(from: number) } catch { reader.fault(.number, CollectionText.numberWithoutLetters) }
        if reader.row[.sourceID].count > 128 { reader.fault(.sourceID, CollectionText.sourceTooLong) }
    }

    private func operation(of type: LicenceType?, in region: RegionCode?, _ reader: inout RowReader) -> CollectedLicence.Operation? {
        let said = reader.row[.operation]
        if ["", "I", "U"].contains(said.uppercased()) { return .put }
        let noun = said.uppercased() == "D" ? "cancellation" : said.lowercased()
        guard let act = LicenceAct.all.first(where: { $0.noun == noun }) else {
            reader.fault(.operation, CollectionText.noOperation)
            return nil
        }
        if let type, let region, !scope.holds(anyOf: act.roles, department: type.issuer, region: region) {
            reader.fault(.operation, CollectionText.notYourAct(act.name))
        }
        let matter = type.map { catalogue.matter(of: $0.code) } ?? .permit
        let grounds = LicenceGround.table.filter { $0.to == act.to && $0.matters.contains(matter) }
        if let ground = grounds.first(where: { $0.code == reader.row.ground }) {
            let law = ground.law(of: matter, naming: reader.row[.law])
            if ground.needsLaw(of: matter), law == nil { reader.fault(.law, RegisterText.noLaw) }
        } else {
            reader.fault(.ground, CollectionText.noGround(act.name, grounds.map(\.code)))
        }
        if reader.row[.law].count > 200 { reader.fault(.law, CollectionText.tooLong(200)) }
        if reader.row[.reason].count > 1000 { reader.fault(.reason, CollectionText.tooLong(1000)) }
        // By hand nobody revokes without the facts, and the holder reads them.
        if [.revoked, .withdrawn, .forfeited].contains(act.to), reader.row[.reason].isEmpty {
            reader.fault(.reason, CollectionText.missing(CollectionRow.Column.reason.name))
        }
        return .act(act.to)
    }

    /// Columns that are elements of the type's face, each checked as the catalogue says.
    private func face(of type: LicenceType?, _ reader: inout RowReader) -> [String: JSON] {
        var face: [String: JSON] = [:]
        let own = Set(CollectionRow.Column.allCases.map(\.rawValue)).union(CollectionRow.Column.idle)
        for (name, cell) in reader.row.cells.sorted(by: { $0.key < $1.key }) where !own.contains(name) {
            let text = cell.trimmingSpace
            guard !text.isEmpty, let type else { continue }
            guard name != CollectionRow.surplus else {
                reader.faults.append(RowFault(column: name, CollectionText.surplus))
                continue
            }
            guard type.elements.contains(name), let element = catalogue.elements[name] else {
                reader.faults.append(RowFault(column: name, CollectionText.noSuchColumn))
                continue
            }
            let choices = catalogue.choices(of: element)
            if let mistake = element.mistake(in: .string(text), choices: choices, today: today) {
                reader.faults.append(RowFault(column: name, mistake))
            } else {
                face[name] = element.reading(.string(text), choices: choices) ?? .string(text)
            }
        }
        return face
    }
}

/// A row with the faults found so far.
private struct RowReader {
    let row: CollectionRow
    var faults: [RowFault] = []

    mutating func fault(_ column: CollectionRow.Column, _ message: Text) { faults.append(RowFault(column, message)) }

    /// `2026-11-23` or `20261123`.
    mutating func date(_ column: CollectionRow.Column) -> LocalDate? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        let written = text.utf8.count == 8 ? "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))" : text
        guard let date = LocalDate(written) else {
            fault(column, CollectionText.noDate)
            return nil
        }
        return date
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
