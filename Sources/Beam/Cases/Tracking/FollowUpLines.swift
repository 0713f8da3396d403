import Catalogue
import Kernel
import Web

/// What an applicant still owes, or has promised, on the way of a case.
extension Cases {
    func followUpLines(_ file: CaseFile, _ language: Language) -> [HTML] {
        let current = file.current
        var lines: [HTML] = []
        if current.status.isOpen {
            for paper in current.openPapers {
                let name = file.rules.papers[paper.material]?.name ?? Text(same: paper.material)
                let tone: Components.Tone = paper.isOverdue(on: file.today) ? .seal : .wait
                lines.append("\(name, language) \(Components.tag(PaperText.owed(paper.due?.text), tone, language))")
            }
        }
        guard let check = current.afterCheck else { return lines }
        switch check.state {
        case .due: lines.append(HTML(text: AfterCheckText.checkedBy(check.due.text)[language]))
        case .mending:
            if let day = check.mendBy { lines.append(Components.tag(AfterCheckText.mendBy(day.text), .seal, language)) }
        case .reported, .passed, .mended: lines.append(HTML(text: check.state.name[language]))
        case .revoked: lines.append(Components.tag(check.state.name, .seal, language))
        }
        if file.broken != nil { lines.append(Components.anchor(BreachText.title, "/promises", language)) }
        return lines
    }

    func followUpActs(_ file: CaseFile, _ language: Language) -> HTML {
        var acts = HTML()
        let current = file.current
        if !current.openPapers.isEmpty, CaseTransition.of(.supplyPaper, from: current.status) != nil {
            acts += Components.button(PaperText.handInNow, to: "/cases/\(current.id)/papers", language)
        }
        if current.afterCheck?.state == .mending {
            acts += Components.button(AfterCheckText.report, to: "/cases/\(current.id)/mending-report", language)
        }
        return acts
    }
}
