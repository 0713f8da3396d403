import Catalogue
import Kernel
import Web

/// What an officer sees of promises on a case: papers still to come, an approval that is checked afterwards, a promise that was broken.
extension Cases {
    func followUps(_ file: CaseFile, _ call: Call) -> HTML { papersBanner(file, call) + checkBanner(file, call) + brokenBanner(file, call) }

    private func papersBanner(_ file: CaseFile, _ call: Call) -> HTML {
        let (language, open) = (call.language, file.current.openPapers)
        guard !open.isEmpty, file.current.status.isOpen else { return HTML() }
        let isLate = open.contains { $0.isOverdue(on: call.now.date) }
        let rows = open.html { paper -> HTML in
            let name = file.rules.papers[paper.material]?.name ?? Text(same: paper.material)
            return "<li>\(name, language) · \(state(of: paper, on: call.now.date), language)</li>"
        }
        let (title, note) =
            isLate ? (ConsoleText.papersLapsed, ConsoleText.papersLapsedNote) : (ConsoleText.papersOpen, ConsoleText.papersOpenNote)
        return Components.banner(
            isLate ? .seal : .wait,
            "<p><strong>\(title, language)</strong> \(note, language)</p><ul class=\"plain\">\(rows)</ul>")
    }

    private func state(of paper: OpenPaper, on today: LocalDate) -> Text {
        if let day = paper.suppliedOn { return ConsoleText.suppliedOn(day.text) }
        if let due = paper.due, paper.isOverdue(on: today) { return ConsoleText.lapsed(due.text) }
        return ConsoleText.followsLater(paper.due?.text, paper.before.name)
    }

    /// A document that follows, that the approval's promise covers, or that was written for the applicant; nil for any other.
    func followUp(_ material: FrozenMaterial, files: HTML, _ file: CaseFile, _ language: Language) -> Components.Check? {
        let definition = file.item.material(material.code)
        let name = HTML(text: file.item.materialName(material.code)[language])
        if material.state == .covered, let version = material.promiseVersion {
            return Components.Check(.unknown, name, evidence: "\(ConsoleText.coveredBy(version), language)")
        }
        if material.state == .composed, let version = material.promiseVersion {
            return Components.Check(
                .composed, name, detail: ComposedDocument.html(material.words, language),
                evidence: "\(ComposingText.version(version), language)")
        }
        guard let paper = file.current.papers.first(where: { $0.material == material.code }) else { return nil }
        let words = "\(state(of: paper, on: file.today), language)" as HTML
        let promised: HTML? = definition?.deferral.map {
            "\($0.text, language) \(Components.soft(PromiseText.version(paper.version), language))"
        }
        return Components.Check(
            paper.isOpen ? (paper.isOverdue(on: file.today) ? .failed : .unknown) : .uploaded, name, detail: paper.isOpen ? promised : nil,
            evidence: files.isEmpty ? words : "\(files) \(words)")
    }

    private func checkBanner(_ file: CaseFile, _ call: Call) -> HTML {
        let language = call.language
        guard let promise = file.current.isOnPromise ? file.item.approvalPromise : nil else { return HTML() }
        var facts = [
            Components.Fact(
                PromiseText.words, "<div class=\"prose\"><ol>\(promise.conditions.html { "<li>\($0.text, language)</li>" })</ol></div>"),
            Components.Fact(PromiseText.ifUntrue, HTML(text: promise.consequence[language])),
        ]
        if let check = file.current.afterCheck {
            let day: HTML? = check.next.map { next in
                " · \(AfterCheckText.light(next, of: check, on: call.now.date, file.rules.calendar, language)) \(Components.date(next.date, near: call.now.date, language))"
            }
            facts.insert(Components.Fact(AfterCheckText.check, "\(check.state.name, language)\(day)"), at: 0)
        }
        let title: HTML = "\(ConsoleText.onApprovalPromise, language) \(Components.soft(PromiseText.version(promise.version), language))"
        return Components.card(title, Components.summaryList(facts, language))
    }

    private func brokenBanner(_ file: CaseFile, _ call: Call) -> HTML {
        guard let broken = file.broken else { return HTML() }
        let language = call.language
        let words = [
            (BreachText.reason, broken.reason), (BreachText.objection, broken.objection ?? ""), (BreachText.answer, broken.answer ?? ""),
        ]
        let facts = words.filter { !$0.1.isEmpty }.map { Components.Fact($0.0, Components.quoted($0.1, language)) }
        let form: HTML?
        if broken.state == .objected, file.hands.contains(.approver) {
            let fields = [
                Field("lifts", BreachText.lift, .yesNo), Field("answer", BreachText.answer, .longText(max: 1000)),
            ]
            form =
                Form(
                    action: "/console/cases/\(file.current.id)/objection-answer", fields: fields, submit: BreachText.reply,
                    seal: FormSeal(csrf: call.visitor.csrf)
                ).html(language)
        } else {
            form = nil
        }
        return Components.card(
            "\(BreachText.record, language) \(Components.tag(broken.state.name, broken.state == .lifted ? .done : .seal, language))",
            "<p>\(BreachText.bars(broken.kind, broken.until), language)</p>\(Components.summaryList(facts, language))\(form)")
    }
}
