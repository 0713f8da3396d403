import Catalogue
import Kernel
import Web

/// A document that the platform writes for the applicant, as it reads now.
struct ComposedDocument: Sendable {
    let material: Material
    let paragraphs: [Text]

    /// The words of a document, in the language of whoever reads them.
    static func html(_ paragraphs: [Text], _ language: Language) -> HTML {
        "<div class=\"prose\">\(paragraphs.html { "<p>\(Components.quoted($0, language))</p>" })</div>"
    }
}

extension Checklist {
    /// What is written for the applicant, in the order of the materials.
    func composed(in catalogue: Catalogue, on today: LocalDate) -> [ComposedDocument] {
        let compositions = materials.compactMap { outcome in
            if case .composed(let composition) = outcome.state { (outcome.material, composition) } else { nil }
        }
        // Nearly every application has none.
        if compositions.isEmpty { return [] }
        let judge = Judge(facts: facts, answers: answers, thing: thing, catalogue: catalogue, today: today)
        return compositions.map { material, composition in
            ComposedDocument(material: material, paragraphs: composition.written(of: thing, in: catalogue, by: judge, on: today))
        }
    }
}

extension FrozenApplication {
    /// Keeps the words of what was written for the applicant; a document of their own goes before it.
    mutating func keep(_ composed: [ComposedDocument], handedIn: Set<String>) {
        for index in materials.indices where materials[index].state == .composed {
            if handedIn.contains(materials[index].code) {
                (materials[index].state, materials[index].promiseVersion) = (.asked, nil)
            } else {
                materials[index].words = composed.first { $0.material.code == materials[index].code }?.paragraphs ?? []
            }
        }
    }
}

extension FrozenMaterial {
    /// What was written for the applicant, for programs.
    var wordsJSON: JSON { ["code": .string(code), "words": .array(words.map { JSON($0) })] }
}

extension OpenDraft {
    /// Boxes for documents of one's own in the place of those that were written, but for these.
    func ownDocumentFields(but handedIn: Set<String> = []) -> [Field] {
        checklist.materials.compactMap { outcome in
            guard case .composed = outcome.state, !handedIn.contains(outcome.code) else { return nil }
            return Field(outcome, reason: ComposingText.ownReason, isHeld: true)
        }
    }
}

extension Cases {
    var composingEndpoints: [Endpoint] { ownDocuments.endpoints }

    /// A document of one's own takes the place of the one that was written; without a file nothing changes.
    private var ownDocuments: Act<Submitted, OpenDraft> {
        Act(
            "drafts.documents", post: "/drafts/{id}/documents", access: .applicant, summary: ComposingText.own,
            takes: .object([]), refuses: ["invalid", "cases.not-found", "web.too-large"], body: .files,
            input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                let (kept, faults) = try await keep(submitted.files, in: open, call)
                if !faults.isEmpty { throw Problem.invalid(faults) }
                if kept.isEmpty {
                    throw Problem.invalid(open.ownDocumentFields().map { Problem.Fault($0.name, ComposingText.chooseFile) })
                }
                return try await openDraft(open.draft.id, for: call.visitor, at: call.now)
            },
            then: { open, _ in "/drafts/\(open.draft.id)/check" },
            again: { problem, call in
                checkPage(try await reopened(call), call, problem: nil, objecting: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// What was written for the applicant, to be read before it is signed.
    func composedPart(_ open: OpenDraft, _ call: Call, problem: Problem?) -> HTML {
        let language = call.language
        let handedIn = Set(open.attachments.map(\.material))
        let composed = open.checklist.composed(in: open.catalogue, on: call.now.date).filter { !handedIn.contains($0.material.code) }
        guard !composed.isEmpty else { return HTML() }
        let documents = composed.html { document -> HTML in
            let name = document.material.name
            return Components.details(name, ComposedDocument.html(document.paragraphs, language), isOpen: composed.count < 3, language)
        }
        let fields = open.ownDocumentFields(but: handedIn)
        let isThis = problem?.faults.contains { fault in fields.contains { $0.name == fault.field } } == true
        let form = Form(
            action: "/drafts/\(open.draft.id)/documents", sections: [FormSection(fields: fields)], problem: isThis ? problem : nil,
            submit: ComposingText.handIn,
            kind: .plain, seal: FormSeal(csrf: call.visitor.csrf))
        let own = Components.details(ComposingText.own, form.html(language), isOpen: isThis, language)
        return Components.card(ComposingText.title, "<p>\(ComposingText.note, language)</p>\(documents)\(own)", language)
    }
}

/// What applicants and officers read of documents that the platform writes.
enum ComposingText {
    static let title = Text("替您写好的文书", "Written for you")
    static let note = Text("按您填的内容写成。请看一遍，提交申请就是签署。", "Written from what you filled in. Read it; handing in the application signs it.")
    static let own = Text("想用自己的文书", "Hand in your own instead")
    static let ownReason = Text("交了自己的，就不用替您写好的那一份", "Yours takes the place of the one written for you")
    static let chooseFile = Text("请选择要交的文件", "Choose the file to hand in")
    static let handIn = Text("用这一份", "Use this one")
    static func signed(_ name: Text) -> Text { Text("您签署的\(name.zh)", "What you signed: \(name.en)") }
    static func version(_ version: String) -> Text {
        Text("系统代写，随申请签署（文书版本 \(version)）", "Written by the platform, signed with the application (version \(version))")
    }
}
