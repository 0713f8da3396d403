import Catalogue
import Kernel
import Web

/// One promise on the form: offered, folded away, or given, with a way back.
struct PromiseCard {
    let offer: PromiseOffer
    let open: OpenDraft
    let call: Call
    let problem: Problem?

    private var language: Language { call.language }
    private var seal: FormSeal { FormSeal(csrf: call.visitor.csrf) }

    var html: HTML {
        if offer.isGiven {
            let back = Components.postButton(
                PromiseText.undo(offer.kind), to: offer.kind.withdrawalLink(open.draft.id), kind: .plain, seal: seal,
                values: [(offer.kind.subject, offer.code)], language)
            let title: HTML = "\(offer.name, language) \(Components.tag(PromiseText.given(offer.kind, offer.version), .done, language))"
            return Components.card(title, ways + words + Components.actionBar([back]))
        }
        var form = Form(
            action: offer.kind.link(open.draft.id),
            sections: [
                FormSection(fields: [
                    Field("agreed", PromiseText.agree, .consent), Field(offer.kind.subject, Text(same: ""), .hidden),
                ])
            ],
            values: [offer.kind.subject: [offer.code]], problem: problem, submit: PromiseText.now(offer.kind), kind: .plain, seal: seal)
        form.scope = "\(offer.kind.rawValue)-\(offer.code)-"
        return Components.details(
            PromiseText.offer(offer.kind, offer.name), ways + words + form.html(language), isOpen: problem != nil, language)
    }

    private var words: HTML {
        let promised: HTML =
            offer.words.count == 1
            ? HTML(text: offer.words[0][language])
            : "<div class=\"prose\"><ol>\(offer.words.html { "<li>\($0, language)</li>" })</ol></div>"
        let facts =
            [Components.Fact(PromiseText.words, promised)]
            + offer.terms.map { Components.Fact($0.label, Components.quoted($0.value, language)) }
        return Components.summaryList(facts, language) + Components.soft(PromiseText.version(offer.version), language)
    }

    /// 一般方式 and 告知承诺 side by side: what each asks for and how long each takes.
    private var ways: HTML {
        guard offer.kind == .approval, let promise = open.thing.part(offer.code)?.item.approvalPromise else { return HTML() }
        let (usual, promised) = (way(isOnPromise: false), way(isOnPromise: true))
        let rows = [
            Components.Row([HTML(text: PromiseText.toHandIn[language]), usual.papers, promised.papers]),
            Components.Row([HTML(text: PromiseText.toWait[language]), usual.wait, promised.wait]),
            Components.Row([
                HTML(text: PromiseText.afterwards[language]), HTML(text: PromiseText.nothingMore[language]),
                HTML(text: PromiseText.checkedLater(promise.within.text)[language]),
            ]),
        ]
        let columns = [PromiseText.twoWays, PromiseText.usualWay, PromiseText.promiseWay].map { Components.Column($0) }
        return Components.table(columns, rows: rows, caption: PromiseText.twoWays, language)
    }

    private func way(isOnPromise: Bool) -> (papers: HTML, wait: HTML) {
        let checklist = open.checklist(of: offer.code, isOnPromise: isOnPromise, on: call.now.date)
        let names = checklist.materials.filter { $0.isAsked && $0.neededBy.contains(offer.code) }.map(\.material.name)
        let papers: HTML =
            names.isEmpty
            ? HTML(text: PromiseText.nothing[language]) : "<ul class=\"plain\">\(names.html { "<li>\($0, language)</li>" })</ul>"
        return (papers, HTML(text: PromiseText.upTo(checklist.item(offer.code)?.length ?? 0)[language]))
    }
}

extension OpenDraft {
    /// The checklist as it would be if that item were granted on its promise, or in the usual way.
    func checklist(of item: String, isOnPromise: Bool, on today: LocalDate) -> Checklist {
        var other = draft
        if isOnPromise { other.promises[.approval].insert(item) } else { other.promises[.approval].remove(item) }
        return other.checklist(thing, in: catalogue, on: today, barred: Set(barred.keys))
    }
}
