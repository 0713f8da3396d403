package import Kernel

extension Field {
    /// Reads what was sent for this field: the typed value, nil where an optional field was left empty, or what is wrong with it.
    ///
    /// Numbers become JSON numbers, yes and no become Booleans, several choices an array, everything else a string. A file gives its
    /// name here; its bytes are in `submitted.file(name)`. With `today`, a birth in the future is refused.
    package func parse(_ submitted: Submitted, today: LocalDate? = nil) throws(Problem) -> JSON? {
        switch reading(submitted, today) {
        case .empty:
            guard isRequired else { return nil }
            throw .invalid([Problem.Fault(name, FieldText.missing(label, kind))])
        case .value(let json): return json
        case .wrong(let message): throw .invalid([Problem.Fault(name, message)])
        }
    }

    enum Reading: Equatable {
        case empty
        case value(JSON)
        case wrong(Text)
    }

    func reading(_ submitted: Submitted, _ today: LocalDate? = nil) -> Reading {
        if case .file(let types, let maxBytes) = kind { return file(submitted.files.first { $0.field == name }, types, maxBytes) }
        let typed = submitted.all(name)
        if case .choices(let options) = kind { return several(typed, options) }
        guard let first = typed.first else { return .empty }
        if case .password = kind { return first.isEmpty ? .empty : .value(.string(first)) }
        let plain = Normalised.text(first, lines: isMultiline)
        guard !plain.isEmpty else { return .empty }
        return single(plain, today)
    }

    private var isMultiline: Bool { if case .longText = kind { true } else { false } }

    private func single(_ typed: String, _ today: LocalDate?) -> Reading {
        switch kind {
        case .text(let max), .longText(let max): text(typed, max)
        case .integer(let min, let max): integer(Normalised.code(typed, dropping: " ,"), min, max)
        case .decimal(let places): decimal(Normalised.code(typed, dropping: " ,"), places)
        case .money: money(Normalised.code(typed, dropping: " ,¥￥元"))
        case .date(let min, let max): date(typed, min, max)
        case .month: month(Normalised.date(typed))
        case .choice(let options, _): options.contains { $0.code == typed } ? .value(.string(typed)) : .wrong(FieldText.notOffered(label))
        case .yesNo: yesNo(typed)
        case .consent: yesNo(typed) == .value(true) ? .value(true) : .empty
        case .idNumber: identityNumber(typed, today)
        case .uscc: creditCode(Normalised.code(typed, dropping: " -"))
        case .mobile: mobile(typed)
        case .email: email(Normalised.code(typed))
        case .postcode: digits(Normalised.code(typed), 6...6) ? .value(.string(Normalised.code(typed))) : .wrong(FieldText.postcode(label))
        case .bankCard: bankCard(Normalised.code(typed, dropping: " -"))
        case .named(let names): named(typed, names)
        case .hidden: text(typed, 2000)
        case .choices, .file, .password: .empty
        }
    }

    private func text(_ typed: String, _ max: Int) -> Reading {
        // A character may be built of any number of scalars: those are bounded too.
        let count = typed.unicodeScalars.count > max * 8 ? typed.unicodeScalars.count : typed.count
        return count <= max ? .value(.string(typed)) : .wrong(FieldText.tooLong(label, count: count, max: max))
    }

    private func named(_ typed: String, _ names: CodeNames) -> Reading {
        if case .wrong(let message) = text(typed, CodeNames.maxLength) { return .wrong(message) }
        do throws(NameFault) {
            return .value(.string(try names.read(typed)))
        } catch {
            return .wrong(FieldText.named(label, error))
        }
    }

    private func integer(_ typed: String, _ min: Int?, _ max: Int?) -> Reading {
        guard typed.utf8.count <= 18, let value = Int(typed) else { return .wrong(FieldText.integer(label)) }
        if let min, value < min { return .wrong(FieldText.below(label, String(min))) }
        if let max, value > max { return .wrong(FieldText.above(label, String(max))) }
        return .value(.int(value))
    }

    private func decimal(_ typed: String, _ places: Int) -> Reading {
        let isNegative = typed.hasPrefix("-")
        let parts = typed.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].utf8.count <= 15, digits(parts[0]),
            parts.count == 1 || (digits(parts[1]) && parts[1].utf8.count <= places)
        else { return .wrong(FieldText.decimal(label, places: places)) }
        // JSON knows no leading zeros.
        let whole = parts[0].drop { $0 == "0" }
        return .value(.number((isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (parts.count == 2 ? "." + parts[1] : "")))
    }

    private func money(_ typed: String) -> Reading {
        guard let amount = Money(yuan: typed) else { return .wrong(FieldText.money(label)) }
        let cents = amount.fen % 100
        return .value(.number("\(amount.fen / 100)" + (cents == 0 ? "" : cents < 10 ? ".0\(cents)" : ".\(cents)")))
    }

    private func date(_ typed: String, _ min: LocalDate?, _ max: LocalDate?) -> Reading {
        let text = Normalised.date(typed)
        let parts = text.split(separator: "-")
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ digits($0) })
        else {
            return .wrong(FieldText.date(label))
        }
        guard let date = LocalDate(text) else { return .wrong(FieldText.noSuchDate(label, text)) }
        if let min, date < min { return .wrong(FieldText.before(label, min)) }
        if let max, date > max { return .wrong(FieldText.after(label, max)) }
        return .value(.string(text))
    }

    private func month(_ text: String) -> Reading {
        text.utf8.count == 7 && LocalDate(text + "-01") != nil ? .value(.string(text)) : .wrong(FieldText.month(label))
    }

    private func yesNo(_ typed: String) -> Reading {
        switch typed.lowercased() {
        case "yes", "true", "on", "1": .value(true)
        case "no", "false", "off", "0": .value(false)
        default: .wrong(FieldText.notOffered(label))
        }
    }

    private func several(_ typed: [String], _ options: [Option]) -> Reading {
        let chosen = typed.map { Normalised.text($0) }.filter { !$0.isEmpty }
        guard !chosen.isEmpty else { return .empty }
        let offered = Set(options.map(\.code))
        guard chosen.allSatisfy(offered.contains) else { return .wrong(FieldText.notOffered(label)) }
        let wanted = Set(chosen)
        return .value(.array(options.filter { wanted.contains($0.code) }.map { .string($0.code) }))
    }

    private func file(_ file: UploadedFile?, _ types: [FileKind], _ maxBytes: Int) -> Reading {
        guard let file, !(file.name.isEmpty && file.bytes.isEmpty) else { return .empty }
        guard !file.bytes.isEmpty else { return .wrong(FieldText.emptyFile(label)) }
        guard file.bytes.count <= maxBytes else { return .wrong(FieldText.fileSize(label, file.bytes.count, max: maxBytes)) }
        guard let kind = FileKind(file.bytes, name: file.name), types.contains(kind) else {
            return .wrong(FieldText.fileKind(label, types))
        }
        return .value(.string(file.name))
    }

    func digits(_ text: some StringProtocol, _ length: ClosedRange<Int> = 1...40) -> Bool {
        length.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension [Field] {
    /// Reads all of them: one object of typed values, or every fault at once.
    package func parse(_ submitted: Submitted, today: LocalDate? = nil) throws(Problem) -> JSON {
        var members: [JSON.Member] = []
        var faults: [Problem.Fault] = []
        for field in self {
            do throws(Problem) {
                if let value = try field.parse(submitted, today: today) { members.append(JSON.Member(field.name, value)) }
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw .invalid(faults) }
        return .object(members)
    }
}
