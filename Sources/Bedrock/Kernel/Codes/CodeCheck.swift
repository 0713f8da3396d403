/// Says of any line what code it is, whether it holds, what it is made of, and if not, why.
package enum CodeCheck {
    /// `{"input", "kind", "valid", "parts", "why"}`; `kind` and `why` may be null. With `regions` at hand, places are told by name
    /// and streets are told from organisation codes.
    package static func check(_ line: String, today: LocalDate, regions: Regions? = nil) -> JSON {
        let kind = CodeKind.recognise(line, today: today, regions: regions)
        var parts: JSON = .object([])
        var fault: CodeFault?
        do throws(CodeFault) {
            guard let kind else { throw CodeLetters(line).count == 0 ? .empty : .unknown }
            parts = try self.parts(of: line, as: kind, today: today, regions: regions)
        } catch { fault = error }
        return [
            "input": .string(line), "kind": JSON(kind?.rawValue), "valid": .bool(fault == nil), "parts": parts,
            "why": fault.map { JSON($0.message) } ?? .null,
        ]
    }

    private static func parts(of line: String, as kind: CodeKind, today: LocalDate, regions: Regions?) throws(CodeFault) -> JSON {
        switch kind {
        case .uscc: uscc(try UnifiedSocialCreditCode.parse(line), regions)
        case .organisation: organisation(try OrganisationCode.parse(line))
        case .residentIdentity: resident(try ResidentIdentityNumber.parse(line, today: today), regions)
        case .itemBasic, .itemImplementation, .itemHandling: item(try itemCode(line, kind))
        case .caseNumber: caseNumber(try CaseNumber.parse(line))
        case .licenceIdentifier: licence(try LicenceIdentifier.parse(line))
        case .region: region(try RegionCode.parse(line), regions)
        case .mobile: mobile(try MobileNumber.parse(line))
        }
    }

    // A length between two kinds says which one it was meant to be.
    private static func itemCode(_ line: String, _ kind: CodeKind) throws(CodeFault) -> ItemCode {
        let wanted: ItemCode.Kind = kind == .itemBasic ? .basic : kind == .itemHandling ? .handling : .implementation
        let found = CodeLetters(line).count
        guard found == wanted.rawValue else { throw .length(found: found, expected: [wanted.rawValue]) }
        return try ItemCode.parse(line)
    }

    private static func uscc(_ code: UnifiedSocialCreditCode, _ regions: Regions?) -> JSON {
        let parts = code.parts
        return [
            "code": .string(code.rawValue), "registrar": .string(parts.kind.slice(0..<1)), "category": .string(parts.kind.slice(1..<2)),
            "kindName": code.kindName.map { JSON($0) } ?? .null, "region": .string(parts.region.rawValue),
            "regionName": name(parts.region, regions),
            "organisation": .string(parts.organisation), "organisationValid": .bool(code.organisation != nil),
            "check": .string(parts.check),
            "warning": code.warning.map { JSON($0) } ?? .null,
        ]
    }

    private static func organisation(_ code: OrganisationCode) -> JSON {
        ["code": .string(code.hyphenated), "body": .string(code.rawValue.slice(0..<8)), "check": .string(code.rawValue.slice(8..<9))]
    }

    private static func resident(_ number: ResidentIdentityNumber, _ regions: Regions?) -> JSON {
        let parts = number.parts
        let address = RegionCode(trusted: parts.addressCode)
        return [
            "code": .string(number.rawValue), "addressCode": .string(parts.addressCode),
            "addressName": parts.holder == .citizen ? name(address, regions) : .null,
            "birthDate": .string(parts.birthDate.description), "sequence": .string(parts.sequence), "sex": .string(parts.sex.rawValue),
            "holder": .string(parts.holder.rawValue), "holderName": JSON(parts.holder.text), "check": .string(parts.check),
            "masked": .string(number.masked),
        ]
    }

    private static func item(_ code: ItemCode) -> JSON {
        let parts = code.parts
        return [
            "code": .string(code.rawValue), "uscc": JSON(parts.uscc?.rawValue), "level": parts.level.map { JSON.int($0) } ?? .null,
            "levelName": code.levelName.map { JSON($0) } ?? .null, "province": .string(parts.province), "type": .string(parts.type),
            "typeName": code.typeName.map { JSON($0) } ?? .null, "main": .string(parts.main), "sub": .string(parts.sub),
            "handling": JSON(parts.handling),
        ]
    }

    private static func caseNumber(_ number: CaseNumber) -> JSON {
        let parts = number.parts
        return [
            "code": .string(number.rawValue), "item": item(parts.item), "date": .string(parts.date.description),
            "serial": .int(parts.serial),
        ]
    }

    private static func licence(_ identifier: LicenceIdentifier) -> JSON {
        let parts = identifier.parts
        return [
            "code": .string(identifier.rawValue), "root": .string(LicenceIdentifier.root), "type": .string(parts.type),
            "definedBy": .string(parts.type.slice(0..<18)), "issuer": .string(parts.issuer.rawValue), "serial": .string(parts.serial),
            "version": .int(parts.version), "check": .string(parts.check),
        ]
    }

    private static func region(_ code: RegionCode, _ regions: Regions?) -> JSON {
        [
            "code": .string(code.rawValue), "prefix": .string(code.prefix), "level": JSON(code.level.text),
            "parent": JSON(code.parent?.rawValue),
            "name": name(code, regions),
        ]
    }

    private static func mobile(_ number: MobileNumber) -> JSON {
        ["code": .string(number.rawValue), "international": .string(number.international), "masked": .string(number.masked)]
    }

    private static func name(_ code: RegionCode, _ regions: Regions?) -> JSON {
        let name = regions?.name(of: code) ?? Regions.abolished.first { $0.code == code }?.name
        return name.map { JSON($0) } ?? .null
    }
}
