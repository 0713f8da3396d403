import Catalogue
import Kernel
import Store
import Web

extension Licences {
    /// Annotated copies as officers look at them, print them, and say that something in them is wrong.
    var copyEndpoints: [Endpoint] { copyPage.endpoints + copyObjecting.endpoints }

    struct OpenedCopy: Sendable {
        var line: CopyLine
        var licence: Licence
        /// The version that stands today, where it is another.
        var standing: Licence?
        var corrections: [Correction]
    }

    /// A copy is its maker's, and ends with its time: afterwards the register has to be asked again.
    private func openedCopy(_ call: Call, in connection: any Connection) throws -> OpenedCopy {
        guard let line = try table.useLog.copy(try call.id(), in: connection), line.line.account == call.visitor.account,
            let licence = try table.licence(line.line.licence, in: connection)
        else { throw LicenceRefusal.notFound.problem }
        guard call.now < line.validUntil else { throw LicenceRefusal.copyOver.problem }
        let latest = try table.latest(type: licence.type, number: licence.number, in: connection)
        return OpenedCopy(
            line: line, licence: licence, standing: latest?.id == licence.id ? nil : latest,
            corrections: try table.corrections.all(of: licence.id, in: connection))
    }

    private static let copyShape: Schema = .object([
        .init("id", .id), .init("purpose", .text), .init("item", .string), .init("reference", .string), .init("basis", .string.orNull),
        .init("madeAt", .dateTime), .init("validUntil", .dateTime), .init("licence", Licences.shape),
    ])

    private var copyPage: Screen<OpenedCopy> {
        Screen(
            "licences.copy", get: "/console/licence-copies/{id}", access: .anyStaff, summary: CopyText.title, tag: "register",
            refuses: ["licences.not-found", "licences.copy-over"],
            load: { call in try await database.read { try openedCopy(call, in: $0) } },
            page: { copyPage($0, $1, problem: nil) }, gives: Licences.copyShape,
            json: { copy, call in
                [
                    "id": .string(copy.line.line.id.rawValue), "purpose": JSON(copy.line.line.reason), "item": .string(copy.line.line.code),
                    "reference": .string(copy.line.line.reference), "basis": JSON(copy.line.line.basis),
                    "madeAt": .string(copy.line.line.at.rfc3339), "validUntil": .string(copy.line.validUntil.rfc3339),
                    "licence": json(copy.licence, isFull: false, on: call.now.date),
                ]
            })
    }

    private func copyPage(_ copy: OpenedCopy, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let snapshot = catalogue.snapshot
        let line = copy.line.line
        let face = LicenceFace(licence: copy.licence, catalogue: snapshot, language: language, today: call.now.date, isFull: false)
        let item = snapshot.items[line.code]?.name ?? snapshot.thing(line.code)?.name ?? Text(same: line.code)
        let user = line.department.map { snapshot.departmentName($0) } ?? Text(same: call.visitor.name)
        let note = CopyText.only.filled(["item": item])
        let facts = [
            Components.Fact(CopyText.purpose, HTML(text: line.reason[language])),
            Components.Fact(CopyText.item, HTML(text: item[language])),
            Components.Fact(CopyText.basis, Components.quoted(snapshot.citation(line.basis ?? ""), language)),
            Components.Fact(CopyText.user, HTML(text: "\(user[language]) · \(call.visitor.name)")),
            Components.Fact(CopyText.reference, Components.code(String(line.reference.drop { $0 != ":" }.dropFirst()))),
            Components.Fact(CopyText.madeAt, Components.moment(line.at, language)),
            Components.Fact(CopyText.validUntil, Components.moment(copy.line.validUntil, language)),
        ]
        let changed: HTML? = copy.standing.map { standing in
            Components.banner(
                .seal, "\(CopyText.outdated.filled(["state": standing.status(on: call.now.date).name]), language)")
        }
        let disputed: HTML? =
            copy.corrections.contains(where: \.state.isOpen) ? Components.banner(.wait, "\(CopyText.disputed, language)") : nil
        let annotation: HTML = """
            <section class="annotation"><p><strong>\(note, language)</strong></p>\(Components.summaryList(facts, language))</section>
            """
        let body: HTML = """
            \(Components.heading(HTML(text: face.name[language]), above: "\(CopyText.title, language)", tag: face.state))\
            \(changed)\(disputed)<div class="annotated">\(face.html)\(annotation)</div>\
            \(Components.actionBar([Components.printButton(language)]))\(objectingPart(copy, call, problem: problem))
            """
        return Page(
            Text("\(CopyText.title.zh)：\(face.name.zh)", "\(CopyText.title.en): \(face.name.en)"),
            layout: .console(current: RegisterText.nav), body: body, status: problem?.status ?? 200, isWide: false)
    }

    private func objectingPart(_ copy: OpenedCopy, _ call: Call, problem: Problem?) -> HTML {
        if problem == nil, copy.standing != nil || copy.corrections.contains(where: \.state.isOpen) { return HTML() }
        var form = Form(
            action: "/console/licence-copies/\(copy.line.line.id)/corrections", fields: Licences.objectionFields,
            values: problem == nil ? [:] : call.submitted.values, problem: problem, submit: CorrectionText.send,
            seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "object-"
        return Components.details(CorrectionText.object, form.html(call.language), isOpen: problem != nil, call.language)
    }

    /// The department that uses a licence says that it is wrong.
    private var copyObjecting: Act<Submitted, ID> {
        Act(
            "licences.copy-object", post: "/console/licence-copies/{id}/corrections", access: .anyStaff,
            summary: CorrectionText.objectTitle,
            tag: "register", takes: .object([.init("wrong", .string(maxLength: 1000))]),
            refuses: ["invalid", "licences.not-found", "licences.copy-over", "licences.already-disputed"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let wrong = try Licences.objectionFields.parse(submitted)["wrong"]?.string ?? ""
                return try await database.write { connection in
                    let copy = try openedCopy(call, in: connection)
                    let objection = Objection(
                        licence: copy.licence, objector: .department, department: copy.line.line.department, account: call.visitor.account,
                        name: call.visitor.name, wrong: wrong)
                    _ = try object(objection, at: call.now, in: connection)
                    return copy.line.line.id
                }
            },
            then: { id, _ in "/console/licence-copies/\(id)" },
            again: { problem, call in
                copyPage(try await database.read { try openedCopy(call, in: $0) }, call, problem: problem)
            }, gives: .object([.init("id", .id)]), json: { id, _ in ["id": .string(id.rawValue)] })
    }
}

/// What stands on an annotated copy.
enum CopyText {
    static let title = Text("加注件", "Annotated copy")
    static let only = Text("仅用于“{item}”，他用无效", "For “{item}” only; void for any other use")
    static let purpose = Text("加注内容", "Purpose")
    static let item = Text("事项", "Item")
    static let basis = Text("依据", "Legal basis")
    static let user = Text("使用方", "Used by")
    static let reference = Text("办件", "Case")
    static let madeAt = Text("制作时间", "Made at")
    static let validUntil = Text("有效期截止时间", "May be used until")
    static let outdated = Text(
        "这份加注件之后证照有了变动，现在是“{state}”。请重新调用。", "The licence has changed since: it now is “{state}”. Make another copy.")
    static let disputed = Text("有人对这张证照提出了异议，正在核实。", "Somebody objects to what this licence says; it is being looked at.")
}
