import Catalogue
import Kernel
import Web

/// Parts that several pages of the workshop share.
enum WorkshopPages {
    /// What the lint found, in one line with what to write instead.
    static func sentence(_ finding: CatalogueFinding, _ language: Language) -> HTML {
        if missingKey(finding) != nil { return "\(EditorText.required, language) <span class=\"code soft\">\(finding.rule)</span>" }
        let hint: HTML? = finding.suggestion.map { " \(EditorText.suggestion, language)\($0, language)" }
        let mark: HTML? = finding.severity == .warning ? "\(EditorText.warning, language)" : nil
        return "\(mark)\(finding.message, language)\(hint) <span class=\"code soft\">\(finding.rule)</span>"
    }

    /// Findings as a list that leads to the sheet where each is mended.
    static func findings(_ findings: [CatalogueFinding], of draft: ID, _ language: Language, named: Bool) -> HTML {
        if findings.isEmpty { return "<p>\(WorkshopText.noFindings, language)</p>" }
        let errors = list(findings.filter { $0.severity == .error }, of: draft, language, named: named)
        let notes = findings.filter { $0.severity == .warning }
        guard !notes.isEmpty else { return errors }
        return errors
            + Components.details(
                WorkshopText.findings(0, notes.count), list(notes, of: draft, language, named: named), isOpen: errors.isEmpty, language)
    }

    private static func list(_ findings: [CatalogueFinding], of draft: ID, _ language: Language, named: Bool) -> HTML {
        if findings.isEmpty { return HTML() }
        let sorted = findings.sorted { ($0.file, $0.path, $0.rule) < ($1.file, $1.path, $1.rule) }
        let rows = sorted.prefix(60).html { finding -> HTML in
            let tone: String = finding.severity == .error ? "failed" : "needsEyes"
            let place = self.place(finding)
            let link: HTML
            if let key = finding.definition {
                let sheet = sheet(of: finding, key.kind)
                link = "<a href=\"\(Workshop.editor(draft, key).with("part", sheet))\">\(place(named), language)</a>"
            } else {
                link = "\(place(named), language)"
            }
            return "<li class=\"\(tone)\"><div><p>\(link)</p><div class=\"detail\">\(sentence(finding, language))</div></div></li>"
        }
        return "<ul class=\"checks\">\(rows)</ul>"
    }

    /// The sheet of the editor on which a finding is mended.
    static func sheet(of finding: CatalogueFinding, _ kind: Definition.Kind) -> String {
        EditorPart.holding(missingKey(finding).map { "\(finding.path)/\($0)" } ?? finding.path, of: kind).code
    }

    /// `事项 hukou-birth › 申请材料 › 名称`
    private static func place(_ finding: CatalogueFinding) -> (Bool) -> Text {
        { named in
            guard let key = finding.definition else { return Text(same: finding.file) }
            let shape = Shape.of(key.kind)
            let steps = finding.path.split(separator: "/").map(String.init)
            var labels: [Text] = named ? [Text("\(shape.name.zh) \(key.code)", "\(shape.name.en) \(key.code)")] : []
            var keys: [String] = []
            for step in steps {
                if let number = Int(step) {
                    labels.append(Text("第 \(number + 1) 项", "no. \(number + 1)"))
                } else if let field = shape.field(at: keys + [step]) {
                    keys.append(step)
                    labels.append(field.label)
                } else {
                    labels.append(Text(same: step))
                }
            }
            // What is missing is told at its place, not at that of what should hold it.
            if let key = missingKey(finding), let field = shape.field(at: keys + [key]) { labels.append(field.label) }
            if labels.isEmpty { labels = [shape.name] }
            return Text(labels.map(\.zh).joined(separator: " › "), labels.map(\.en).joined(separator: " › "))
        }
    }

    /// The key that a finding misses.
    static func missingKey(_ finding: CatalogueFinding) -> String? {
        guard finding.rule == "missing-key" else { return nil }
        return finding.message.zh.firstMatch(of: #/“([A-Za-z]+)”/#).map { String($0.output.1) }
    }

    /// What a change changes, a line each.
    static func details(of change: Change, _ language: Language) -> HTML {
        guard !change.details.isEmpty else { return "<p>\(change.sentence, language)</p>" }
        let shown = change.details.prefix(80).html { detail -> HTML in
            "<li class=\"\(detail.what.rawValue)\">\(line(detail, language))</li>"
        }
        return "<ul class=\"diff\">\(shown)</ul>"
    }

    private static func line(_ detail: Change.Detail, _ language: Language) -> HTML {
        guard detail.before != nil || detail.after != nil else { return "\(detail.sentence, language)" }
        let before: HTML? = detail.before.map { "<del>\($0, language)</del> " }
        let after: HTML? = detail.after.map { "<ins>\($0, language)</ins>" }
        return "<span class=\"soft\">\(detail.place, language)</span><br>\(before)\(after)"
    }

    /// How a draft stands, in a word.
    static func tag(_ state: DraftState, _ language: Language) -> HTML {
        let tone: Components.Tone =
            switch state {
            case .draft: .beam
            case .review, .approved: .wait
            case .returned: .seal
            case .published: .done
            case .withdrawn: .quiet
            }
        return Components.tag(state.name, tone, language)
    }

    /// How a published version stands, and since when.
    static func standing(of version: CatalogueStore.Version, _ state: CatalogueStore.Version.State, _ language: Language) -> HTML {
        let (tone, words): (Components.Tone, Text) =
            switch state {
            case .scheduled: (.wait, WorkshopText.from(version.effectiveOn))
            case .inForce: (.done, WorkshopText.from(version.effectiveOn))
            case .superseded(let by, let day): (.quiet, WorkshopText.supersededBy(by, from: day))
            }
        return "\(Components.tag(state.name, tone, language))<br>\(Components.soft(words, language))"
    }
}

extension Workshop {
    static func link(_ draft: ID) -> Link { "/console/catalogue/drafts/\(draft)" }
    /// Where an act on a draft is posted.
    static func link(_ draft: ID, _ noun: String) -> Link { "/console/catalogue/drafts/\(draft)/\(noun)" }
    static func editor(_ draft: ID, _ key: DefinitionKey) -> Link {
        "/console/catalogue/drafts/\(draft)/definitions/\(key.kind.rawValue)/\(key.code)"
    }
    /// Where an act on a definition of a draft is posted, or a page about it stands.
    static func editor(_ draft: ID, _ key: DefinitionKey, _ noun: String) -> Link {
        "/console/catalogue/drafts/\(draft)/definitions/\(key.kind.rawValue)/\(key.code)/\(noun)"
    }
    static func definition(_ key: DefinitionKey) -> Link { "/console/catalogue/definitions/\(key.kind.rawValue)/\(key.code)" }
}

extension Call {
    /// The definition that the path names.
    func key() throws(Problem) -> DefinitionKey {
        guard let kind = Definition.Kind(rawValue: try parameter("kind")) else { throw WebProblem.notFound }
        return DefinitionKey(kind, try parameter("code"))
    }
}
