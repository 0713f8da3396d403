import Catalogue
import Kernel
import Web

/// A definition's content as boxes of a form, by its shape: every field with its label and help, what the lint says beside it, lists with
/// buttons that work without scripts.
struct ShapeForm {
    let language: Language
    /// What codes are called, and what may be referred to.
    let catalogue: Catalogue
    /// The whole content: its roles, fields and questions are what its conditions may name.
    let content: JSON
    let findings: [CatalogueFinding]
    /// Where the rows of a long table begin on this page.
    var from = 0
    /// What rows are called that only name a code.
    let words: ShapeWords

    init(language: Language, catalogue: Catalogue, content: JSON, findings: [CatalogueFinding], from: Int = 0) {
        (self.language, self.catalogue, self.content, self.findings) = (language, catalogue, content, findings)
        (self.from, words) = (from, ShapeWords(catalogue))
    }

    static let tableRows = 25

    /// The boxes of these fields.
    func html(_ fields: [ShapeField]) -> HTML {
        self.fields(fields, value: content, name: "c", path: "")
    }

    func fields(_ fields: [ShapeField], value: JSON?, name: String, path: String) -> HTML {
        fields.html { field in
            // What is not there at all has nothing missing within.
            self.value(Label(field, name: "\(name).\(field.key)", isNeeded: value != nil), value?[field.key], "\(path)/\(field.key)")
        }
    }

    // MARK: One field

    func value(_ label: Label, _ value: JSON?, _ path: String) -> HTML {
        let value = value?.isNull == true ? nil : value
        switch label.type {
        case .record(let fields): return group(label, self.fields(fields, value: value, name: label.name, path: path), path)
        case .limit:
            return group(
                label, "<div class=\"cells\">\(fields(label.type.members, value: value, name: label.name, path: path))</div>", path)
        case .basis: return list(label, label.type.members, value: value, path: path)
        case .list(let element):
            return element.members.isEmpty ? lines(label, element, value, path) : list(label, element.members, value: value, path: path)
        case .map(let element, let key): return map(label, element, key, value: value, path: path)
        case .table(let columns): return table(label, columns, value: value, path: path)
        case .text, .chinese: return texts(label, value, path)
        case .choices(let choices, let usual): return boxes(label, choices, usual, value, path)
        default: return box(label, value, path)
        }
    }

    struct Label {
        let title: Text
        let help: Text?
        let isRequired: Bool
        let type: ShapeType
        let name: String

        init(_ field: ShapeField, name: String, isNeeded: Bool) {
            (title, help, isRequired, type) = (field.label, field.help, field.isRequired && isNeeded, field.type)
            self.name = name
        }

        /// A value without a key of its own: that of a mapping.
        init(_ title: Text, _ type: ShapeType, name: String) {
            (self.title, self.type, self.name) = (title, type, name)
            (help, isRequired) = (nil, true)
        }

        var id: String { "f-" + name }
    }

    func shell(_ label: Label, path: String, isMissing: Bool, isGroup: Bool = false, _ control: HTML) -> HTML {
        let said = said(at: path, below: !isGroup)
        let isLacking = isMissing && label.isRequired
        let isWrong = isLacking || said.contains { $0.severity == .error }
        let optional: HTML? = label.isRequired ? nil : "<span class=\"optional\">\(EditorText.optional, language)</span>"
        let help: HTML? = label.help.map { "<p class=\"help\" id=\"\(label.id)-help\">\($0, language)</p>" }
        let wrong: String = isWrong ? "field wrong" : "field"
        let head: HTML =
            isGroup
            ? "<legend>\(label.title, language)\(optional)</legend>"
            : "<label for=\"\(label.id)\">\(label.title, language)\(optional)</label>"
        let body: HTML = "\(head)\(help)\(messages(said, label.name, isLacking: isLacking))\(control)"
        return isGroup ? "<fieldset class=\"\(wrong)\">\(body)</fieldset>" : "<div class=\"\(wrong)\">\(body)</div>"
    }

    /// What the lint says of a place; with `below` also of what stands within it.
    private func said(at path: String, below: Bool) -> [CatalogueFinding] {
        findings.filter { finding in
            guard finding.rule != "missing-key" else { return false }
            return finding.path == path || below && finding.path.hasPrefix(path + "/")
        }
    }

    func messages(_ said: [CatalogueFinding], _ name: String, isLacking: Bool = false) -> HTML {
        let missing: HTML? = isLacking ? "<p class=\"error\">\(EditorText.required, language)</p>" : nil
        let lines = said.html { finding in
            let tone: String = finding.severity == .error ? "error" : "note"
            return "<p class=\"\(tone)\">\(WorkshopPages.sentence(finding, language))</p>"
        }
        return "<div data-lint=\"\(name)\">\(missing)\(lines)</div>"
    }

    // MARK: Boxes

    private func box(_ label: Label, _ value: JSON?, _ path: String) -> HTML {
        let text = ShapeReader.plain(value)
        let control: HTML
        switch label.type {
        case .choice(let choices, let usual): control = select(label, choices, usual: usual, text)
        case .flag(let usual): control = yesNo(label, value?.bool ?? usual)
        case .reference(.department): control = departments(label, text)
        case .reference(let kind): control = reference(label, kind, text)
        case .local(let local): control = input(label, text, list: "dl-\(local.rawValue)", width: "middle")
        case .number: control = input(label, text, mode: "numeric", width: "short")
        case .date:
            control =
                LocalDate(text) != nil || text.isEmpty
                ? "<input type=\"date\" id=\"\(label.id)\" name=\"\(label.name)\" value=\"\(text)\" class=\"middle\">"
                : input(label, text, width: "middle")
        case .condition:
            control = """
                <textarea id="\(label.id)" name="\(label.name)" rows="1" class="feel" spellcheck="false"\
                 placeholder="child.birthDate &lt;= today">\(text)</textarea>
                """
        case .code, .scalar: control = input(label, text, width: "middle", isCode: true, isFixed: path == "/code")
        case .plain(let length): control = input(label, text, width: length > 60 ? "long" : "middle")
        default: control = input(label, text, width: "long")
        }
        return shell(label, path: path, isMissing: value == nil, control)
    }

    private func input(
        _ label: Label, _ text: String, list: String? = nil, mode: String? = nil, width: String, isCode: Bool = false,
        isFixed: Bool = false
    ) -> HTML {
        """
        <input type="text" id="\(label.id)" name="\(label.name)" value="\(text)" class="\(width)"\(attribute: "list", list)\
        \(attribute: "inputmode", mode)\(attribute: "spellcheck", isCode ? "false" : nil)\(flag: "readonly", isFixed) autocomplete="off">
        """
    }

    private func select(_ label: Label, _ choices: [Choice], usual: String?, _ chosen: String) -> HTML {
        let name = choices.first { $0.code == usual }.map { EditorText.usual($0.name) } ?? EditorText.none
        let isKnown = chosen.isEmpty || choices.contains { $0.code == chosen }
        let options = choices.html { "<option value=\"\($0.code)\"\(flag: "selected", $0.code == chosen)>\($0.name, language)</option>" }
        return """
            <select id="\(label.id)" name="\(label.name)" class="middle"><option value="">\(name, language)</option>\
            \(if: !isKnown, "<option value=\"\(chosen)\" selected>\(chosen)</option>")\(options)</select>
            """
    }

    private func departments(_ label: Label, _ chosen: String) -> HTML {
        let known = catalogue.departments.values.sorted { $0.code < $1.code }
        let options = known.html { "<option value=\"\($0.code)\"\(flag: "selected", $0.code == chosen)>\($0.name, language)</option>" }
        let isKnown = chosen.isEmpty || known.contains { $0.code == chosen }
        return """
            <select id="\(label.id)" name="\(label.name)" class="middle"><option value="">\(EditorText.none, language)</option>\
            \(if: !isKnown, "<option value=\"\(chosen)\" selected>\(chosen)</option>")\(options)</select>
            """
    }

    private func reference(_ label: Label, _ kind: Definition.Kind, _ code: String) -> HTML {
        let name = code.isEmpty ? nil : ReferenceNames(catalogue).name(kind, code)
        let now: HTML? = name.map { "<p class=\"help\">\(EditorText.calledNow($0), language)</p>" }
        return "\(input(label, code, list: "dl-\(kind.rawValue)", width: "middle", isCode: true))\(now)"
    }

    private func yesNo(_ label: Label, _ isYes: Bool) -> HTML {
        """
        <select id="\(label.id)" name="\(label.name)" class="short"><option value="yes"\(flag: "selected", isYes)>\(EditorText.yes, language)</option>\
        <option value="no"\(flag: "selected", !isYes)>\(EditorText.no, language)</option></select>
        """
    }

    private func boxes(_ label: Label, _ choices: [Choice], _ usual: [String], _ value: JSON?, _ path: String) -> HTML {
        let chosen = value.map { ($0.array ?? [$0]).map(ShapeReader.plain) } ?? []
        let options = choices.html { choice in
            """
            <label class="option"><input type="checkbox" name="\(label.name)" value="\(choice.code)"\(flag: "checked", chosen.contains(choice.code))>\
            <span>\(choice.name, language)</span></label>
            """
        }
        let names = choices.filter { usual.contains($0.code) }.map(\.name)
        let usually: HTML? =
            names.isEmpty
            ? nil
            : "<p class=\"help\">\(EditorText.usual(Text(listing: names)), language)</p>"
        return shell(
            label, path: path, isMissing: value == nil, isGroup: true,
            "<input type=\"hidden\" name=\"\(label.name)\" value=\"\">\(usually)<div class=\"options inline\" id=\"\(label.id)\">\(options)</div>"
        )
    }

    /// Both languages side by side.
    private func texts(_ label: Label, _ value: JSON?, _ path: String) -> HTML {
        let zh = value?.string ?? value?["zh"]?.string ?? ""
        let en = value?["en"]?.string ?? ""
        let rows = max(1, min(6, max(zh.count / 32, en.count / 52) + 1))
        func side(_ tag: String, _ name: Text, _ text: String, _ id: String) -> HTML {
            """
            <div><label class="side" for="\(id)">\(name, language)</label>\
            <textarea id="\(id)" name="\(label.name).\(tag)" rows="\(rows)" lang="\(tag == "zh" ? "zh-Hans" : "en")">\(text)</textarea></div>
            """
        }
        return shell(
            label, path: path, isMissing: value == nil, isGroup: true,
            "<div class=\"pair\">\(side("zh", EditorText.chinese, zh, label.id))\(side("en", EditorText.english, en, label.id + "-en"))</div>"
        )
    }

    private func lines(_ label: Label, _ element: ShapeType, _ value: JSON?, _ path: String) -> HTML {
        let values = value.map { ($0.array ?? [$0]).map(ShapeReader.plain) } ?? []
        var names: HTML?
        var more: HTML?
        if case .reference(let kind) = element {
            let known = ReferenceNames(catalogue)
            let list = values.map { known.name(kind, $0)?[language] ?? $0 }.joined(separator: language == .zh ? "、" : ", ")
            names = list.isEmpty ? nil : "<p class=\"help\">\(list)</p>"
            more = """
                <label class="side" for="\(label.id)-more">\(EditorText.addOne, language)</label>\
                <input type="text" id="\(label.id)-more" name="\(label.name).+" class="middle" list="dl-\(kind.rawValue)" autocomplete="off">
                """
        }
        let rows = max(2, min(12, values.count + 1))
        return shell(
            label, path: path, isMissing: values.isEmpty,
            """
            <p class="help">\(EditorText.oneALine, language)</p>\(names)\
            <textarea id="\(label.id)" name="\(label.name)" rows="\(rows)" spellcheck="false">\(values.joined(separator: "\n"))</textarea>\(more)
            """)
    }

    private func group(_ label: Label, _ inside: HTML, _ path: String) -> HTML {
        shell(label, path: path, isMissing: false, isGroup: true, "<div class=\"inner\" id=\"\(label.id)\">\(inside)</div>")
    }
}

/// What codes of definitions are called.
struct ReferenceNames {
    let catalogue: Catalogue

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func name(_ kind: Definition.Kind, _ code: String) -> Text? {
        switch kind {
        case .department: catalogue.departments[code]?.name
        case .element: catalogue.elements[code]?.name
        case .codelist: catalogue.codeLists[code]?.name
        case .licenceType: catalogue.licenceTypes[code]?.name
        case .resource: catalogue.resources[code]?.name
        case .item: catalogue.items[code]?.name
        case .thing: catalogue.oneThings[code]?.name
        case .themes, .synonyms, .implementations: nil
        }
    }

    /// Everything of that kind, by code.
    func all(_ kind: Definition.Kind) -> [(code: String, name: Text)] {
        switch kind {
        case .department: catalogue.departments.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .element: catalogue.elements.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .codelist: catalogue.codeLists.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .licenceType: catalogue.licenceTypes.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .resource: catalogue.resources.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .item: catalogue.items.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .thing: catalogue.oneThings.values.map { ($0.code, $0.name) }.sorted { $0.0 < $1.0 }
        case .themes, .synonyms, .implementations: []
        }
    }
}
