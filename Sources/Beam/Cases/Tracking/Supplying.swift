import Catalogue
import Kernel
import Web

/// What an applicant still does after submitting: withdrawing, handing in what was missing.
extension Cases {
    var withdraw: Act<Int, Case> {
        Act(
            "cases.withdraw", post: "/cases/{id}/withdrawal", access: .applicant, summary: TrackingText.withdraw,
            takes: .object([.init("version", .integer)]), refuses: ["invalid", "cases.not-found", "cases.stale", "cases.not-allowed"],
            input: { submitted, _ in try Cases.version(submitted) },
            run: { version, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                if let done = try await doubled(.withdraw, on: file.current, version: version, by: call.visitor, at: call.now) {
                    return done
                }
                return try await perform(
                    file.current.id, CaseMove(.withdraw), for: call.visitor, expectedVersion: version, at: call.now)
            },
            then: { current, _ in "/applications/\(current.application)" }, gives: Cases.briefShape, json: { current, _ in current.brief },
            status: 200)
    }

    static func version(_ submitted: Submitted) throws -> Int {
        guard let version = submitted["version"].flatMap({ Int($0) }) else {
            throw Problem.invalid([Problem.Fault("version", TrackingText.versionNeeded)])
        }
        return version
    }

    /// What is asked for, and what of it came with an attempt that failed over something else.
    struct AskedAdditions: Sendable {
        var file: CaseFile
        var waiting: [Attachment]
    }

    func asked(_ call: Call) async throws -> AskedAdditions {
        let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
        return AskedAdditions(file: file, waiting: try await looseAttachments(of: file.current.application))
    }

    var additions: Screen<AskedAdditions> {
        Screen(
            "cases.additions", get: "/cases/{id}/additions", access: .applicant, summary: TrackingText.supply,
            refuses: ["cases.not-found", "cases.not-allowed"],
            load: { call in
                let asked = try await asked(call)
                let status = asked.file.current.status
                guard status == .supplement else { throw CaseRefusal.notAllowed(status, .supply).problem }
                return asked
            },
            page: { asked, call in additionsPage(asked, call, problem: nil) })
    }

    /// What the latest notice asked for.
    private func points(_ file: CaseFile) -> [(subject: String, label: Text, ask: String)] {
        let notice = file.events.last { $0.action == .requestSupplement }
        return (notice?.payload["points"]?.array ?? []).map { point in
            (point["subject"]?.string ?? "", Text(stored: point["label"]), point["ask"]?.string ?? "")
        }
    }

    private func boxes(_ file: CaseFile, on today: LocalDate) -> [Field] {
        points(file).map { point in
            let help = Text(same: point.ask)
            if let material = file.item.material(point.subject) {
                return Field(
                    MaterialBox.name(material.code), material.name,
                    .file(types: material.fileKinds, maxBytes: material.maxMegabytes * 1_000_000), help: help)
            }
            if let code = file.file.thing.elementCode(of: point.subject), let element = file.file.catalogue.elements[code] {
                let spec = element.formField(
                    point.subject, label: point.label, help: help, choices: file.file.catalogue.choices(of: element), today: today)
                return Field(spec, in: file.file.catalogue)
            }
            return Field(MaterialBox.name(point.subject), point.label, .file(types: [.pdf, .jpg, .png], maxBytes: 10_000_000), help: help)
        }
    }

    private func additionsPage(_ asked: AskedAdditions, _ call: Call, problem: Problem?) -> Page {
        handInPage(
            asked, boxes(asked.file, on: call.now.date), to: "/cases/\(asked.file.current.id)/additions", TrackingText.supply,
            lede: TrackingText.supplyLede, submit: TrackingText.supply, call, problem: problem)
    }

    /// A form in which an applicant hands in what is still missing; a file that came with an attempt before need not come again.
    func handInPage(
        _ asked: AskedAdditions, _ fields: [Field], to action: Link, _ title: Text, lede: Text, submit: Text, _ call: Call,
        problem: Problem?
    ) -> Page {
        let (language, file) = (call.language, asked.file)
        var boxes = fields
        for index in boxes.indices where asked.waiting.contains(where: { MaterialBox.name($0.material) == boxes[index].name }) {
            boxes[index].isRequired = false
        }
        let held = asked.waiting.compactMap { file in
            boxes.first { $0.name == MaterialBox.name(file.material) }.map { Components.Fact($0.label, HTML(text: file.name)) }
        }
        let form = Form(
            action: action, sections: [FormSection(fields: boxes + [Field("version", Text(same: ""), .hidden)])],
            values: call.submitted.values.merging(["version": [String(file.current.version)]]) { _, new in new }, problem: problem,
            submit: submit, seal: FormSeal(csrf: call.visitor.csrf),
            after: held.isEmpty ? HTML() : Components.card(ApplicantText.handedIn, Components.summaryList(held, language), language))
        let body: HTML = """
            \(Components.breadcrumbs([(TrackingText.title, "/applications"), (file.item.name, "/applications/\(file.current.application)")], language))\
            \(Components.heading(title, lede: lede, language))\(form.html(language))
            """
        return Page(title, layout: .portal(current: Cases.applicationsNav), body: body, status: problem?.status ?? 200, isWide: false)
    }

    var supply: Act<Submitted, Case> {
        Act(
            "cases.supply", post: "/cases/{id}/additions", access: .applicant, summary: TrackingText.supply, takes: .object([]),
            refuses: ["cases.not-found", "cases.stale", "cases.not-allowed", "invalid"], body: .files, input: { submitted, _ in submitted },
            run: { submitted, call in
                let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
                let version = try Cases.version(submitted)
                if let done = try await doubled(.supply, on: file.current, version: version, by: call.visitor, at: call.now) {
                    return done
                }
                // Nothing is stored for a page that is no longer true.
                guard version == file.current.version else { throw CaseRefusal.stale.problem }
                guard file.current.status == .supplement else { throw CaseRefusal.notAllowed(file.current.status, .supply).problem }
                let move = try await supplied(submitted, file, at: call.now)
                return try await perform(file.current.id, move, for: call.visitor, expectedVersion: version, at: call.now)
            },
            then: { current, _ in "/applications/\(current.application)" },
            again: { problem, call in
                additionsPage(try await asked(call), call, problem: problem)
            },
            gives: Cases.briefShape, json: { current, _ in current.brief }, status: 200)
    }
    /// What was handed in; every fault at once, and good files are kept for the next attempt.
    private func supplied(_ submitted: Submitted, _ file: CaseFile, at instant: Instant) async throws -> CaseMove {
        let waiting = try await looseAttachments(of: file.current.application)
        var move = CaseMove(.supply)
        var faults: [Problem.Fault] = []
        for field in boxes(file, on: instant.date) {
            guard let code = MaterialBox.code(of: field.name) else {
                do throws(Problem) {
                    if let value = try field.parse(submitted, today: instant.date) { move.supplied[field.name] = value }
                } catch {
                    faults += error.faults
                }
                continue
            }
            guard let material = file.item.material(code) else { continue }
            let taken = try await files(for: material, from: field.name, submitted, file, waiting: waiting, at: instant)
            if taken.ids.isEmpty, taken.faults.isEmpty {
                faults.append(Problem.Fault(field.name, ApplicantText.documentMissing(field.label)))
            }
            move.attachments += taken.ids
            faults += taken.faults
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        return move
    }

    /// The files of one material: what comes now, in place of what came with an attempt before; else that. Faults bear the box's name.
    func files(
        for material: Material, from box: String, _ submitted: Submitted, _ file: CaseFile, waiting: [Attachment], at instant: Instant
    ) async throws -> (ids: [ID], faults: [Problem.Fault]) {
        let earlier = waiting.filter { $0.material == material.code }
        guard let upload = submitted.file(box), !upload.bytes.isEmpty else { return (earlier.map(\.id), []) }
        do {
            let taken = try await attach(upload, as: material, to: file.current.application, at: instant)
            for old in earlier { _ = try await detach(old.id, from: old.owner) }
            return ([taken.id], [])
        } catch let problem as Problem {
            let messages = problem.faults.isEmpty ? [problem.detail] : problem.faults.map(\.message)
            return ([], messages.map { Problem.Fault(box, $0) })
        }
    }
}
