package import Kernel

extension Field {
    /// The id of the field's first control, to which the error summary leads.
    package static func anchor(_ name: String, in scope: String = "") -> String { "f-" + scope + name }

    /// How a stored value stands in its box.
    package static func texts(_ json: JSON) -> [String] {
        switch json {
        case .null, .object: []
        case .bool(let flag): [flag ? "yes" : "no"]
        case .number(let text), .string(let text): [text]
        case .array(let items): items.flatMap(texts)
        }
    }

    package func render(value: String?, faults: [Problem.Fault] = [], _ language: Language) -> HTML {
        render(values: value.map { [$0] } ?? [], faults: faults, language)
    }

    /// The field with its label, help, message and reason; what was typed is kept, except a password.
    ///
    /// `scope` tells the ids of two forms on one page apart.
    package func render(values: [String], faults: [Problem.Fault] = [], scope: String = "", _ language: Language) -> HTML {
        if case .hidden = kind { return "<input type=\"hidden\" name=\"\(name)\" value=\"\(values.first)\">" }
        let message = faults.first { $0.field == name }?.message
        let parts = Parts(
            field: self, id: Field.anchor(name, in: scope), scope: scope, values: offers.isEmpty ? shown(values, language) : values,
            message: message,
            language: language)
        let shell: String = message == nil ? "field" : "field wrong"
        let reason: HTML? = why.map { Components.why($0, language) }
        return "<div class=\"\(shell)\">\(offers.isEmpty ? isGroup ? parts.group : parts.box : parts.offered)\(reason)</div>"
    }

    /// What stands in the box: a code that has a name by its name, anything else as it was kept or typed.
    fileprivate func shown(_ values: [String], _ language: Language) -> [String] {
        guard case .named(let names) = kind else { return values }
        return values.map { names.written(Normalised.code($0))?[language] ?? $0 }
    }

    private var isGroup: Bool {
        switch kind {
        case .choice(_, .radios), .choices, .yesNo: true
        default: false
        }
    }

    /// The help that the person reads: the field's own and what the kind adds.
    fileprivate var helpText: Text? {
        let own: Text? =
            switch kind {
            case .longText(let max): FieldText.limit(max)
            case .file(let types, let maxBytes): FieldText.fileHelp(types, maxBytes)
            case .month: FieldText.monthHelp
            case .named(let names): names.help
            default: nil
            }
        guard let own, let help else { return own ?? help }
        return Text("\(help.zh)（\(own.zh)）", "\(help.en) (\(own.en))")
    }
}

/// The pieces of one field on one page.
private struct Parts {
    let field: Field
    let id: String
    let scope: String
    let values: [String]
    let message: Text?
    let language: Language
    /// Within another field's group, which has the label, the help and the message.
    var isInner = false

    var isWrong: Bool { message != nil }

    var describedBy: String? {
        if isInner { return nil }
        let ids = [field.helpText.map { _ in id + "-help" }, message.map { _ in id + "-error" }].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    var optional: HTML? { field.isRequired ? nil : "<span class=\"optional\">\(FieldText.optional, language)</span>" }

    var help: HTML? { field.helpText.map { "<p class=\"help\" id=\"\(id)-help\">\(Components.quoted($0, language))</p>" } }

    var error: HTML? {
        message.map { "<p class=\"error\" id=\"\(id)-error\">\(Components.hidden(FieldText.error, language))\($0, language)</p>" }
    }

    /// A field of one control.
    var box: HTML {
        if case .consent = field.kind {
            return "\(error)\(choice(type: "checkbox", Option("yes", field.label, help: field.help), id: id, values))"
        }
        return "<label for=\"\(id)\">\(field.label, language)\(optional)</label>\(help)\(error)\(control)"
    }

    /// A field of several controls under one legend.
    var group: HTML {
        """
        <fieldset\(attribute: "aria-describedby", describedBy)><legend>\(field.label, language)\(optional)</legend>\(help)\(error)\
        <div class="\(isInline ? "options inline" : "options")">\(options)</div></fieldset>
        """
    }

    /// What others state, one of them to be chosen, and the box for what none of them says.
    var offered: HTML {
        let written = values.last { !$0.allSatisfy(\.isWhitespace) }
        let isOwn = written.map { written in !field.offers.contains { $0.code == written } } ?? false
        var own = field
        (own.isRequired, own.offers) = (false, [])
        let inner = Parts(
            field: own, id: id + "-own", scope: scope, values: field.shown(isOwn ? [written ?? ""] : [], language), message: message,
            language: language,
            isInner: true)
        let choices = list(
            field.offers + [Option("", FieldText.noneOfThese)], type: "radio", chosen: isOwn ? [""] : written.map { [$0] } ?? [])
        return """
            <fieldset\(attribute: "aria-describedby", describedBy)><legend>\(field.label, language)\(optional)</legend>\(help)\(error)\
            <div class="options">\(choices)</div><label class="vh" for="\(inner.id)">\(FieldText.noneOfThese, language)</label>\(inner.control)\
            </fieldset>
            """
    }

    private var isInline: Bool { if case .yesNo = field.kind { true } else { false } }

    private var options: HTML {
        switch field.kind {
        case .choice(let options, _): list(options, type: "radio", chosen: values)
        case .choices(let options): list(options, type: "checkbox", chosen: values)
        case .yesNo:
            list(
                [Option("yes", FieldText.yes), Option("no", FieldText.no)], type: "radio",
                chosen: values.map { ["true": "yes", "false": "no"][$0] ?? $0 })
        default: HTML()
        }
    }

    private func list(_ options: [Option], type: String, chosen: [String]) -> HTML {
        var html = HTML()
        for (index, option) in options.enumerated() {
            html += choice(type: type, option, id: index == 0 ? id : "\(id)-\(index + 1)", chosen)
        }
        return html
    }

    private func choice(type: String, _ option: Option, id: String, _ chosen: [String]) -> HTML {
        let hint: HTML? = option.help.map { "<span class=\"help\">\(Components.quoted($0, language))</span>" }
        // A consent is the person's own act: it is never ticked for them.
        let isConsent = field.kind == .consent
        return """
            <label class="option" for="\(id)"><input type="\(type)" id="\(id)" name="\(field.name)" value="\(option.code)"\
            \(flag: "checked", !isConsent && chosen.contains(option.code))\
            \(flag: "required", field.isRequired && type == "radio" || isConsent)\(attribute: "aria-invalid", isWrong ? "true" : nil)\
            \(attribute: "aria-describedby", isConsent && isWrong ? id + "-error" : nil)>\
            <span>\(option.name, language)\(hint)</span></label>
            """
    }

    fileprivate var control: HTML {
        switch field.kind {
        case .longText(let max):
            "<textarea\(attributes) rows=\"\(max > 300 ? 6 : 3)\">\n\(values.first)</textarea>"
        case .choice(let options, _): select(options)
        case .money:
            """
            <div class="affix"><input\(attributes) type="text" inputmode="decimal" value="\(values.first)">\
            <span>\(FieldText.yuan, language)</span></div>
            """
        case .file(let types, _):
            "<input\(attributes) type=\"file\" accept=\"\(types.map(\.accept).joined(separator: ","))\">"
        case .password: "<input\(attributes) type=\"password\">"
        default: "<input\(attributes)\(typing) value=\"\(values.first)\">"
        }
    }

    private func select(_ options: [Option]) -> HTML {
        let list = options.html { "<option value=\"\($0.code)\"\(flag: "selected", values.first == $0.code)>\($0.name, language)</option>" }
        return "<select\(attributes)><option value=\"\">\(FieldText.choose, language)</option>\(list)</select>"
    }

    /// What every control bears.
    private var attributes: HTML {
        """
         id="\(id)" name="\(field.name)" class="\(width)"\(flag: "required", field.isRequired)\
        \(attribute: "aria-invalid", isWrong ? "true" : nil)\(attribute: "aria-describedby", describedBy)\
        \(attribute: "autocomplete", autocomplete)\(attribute: "data-suggest", field.suggestions?.text)\
        \(attribute: "list", list)
        """
    }

    private var list: String? {
        if case .named(let names) = field.kind { names.listID(in: scope) } else { nil }
    }

    private var autocomplete: String? {
        if let token = field.autocomplete { return token }
        switch field.kind {
        case _ where field.isSensitive: return "off"
        case .mobile: return "tel-national"
        case .email: return "email"
        case .postcode: return "postal-code"
        case .password: return "current-password"
        case .idNumber, .uscc, .bankCard: return "off"
        default: return nil
        }
    }

    /// The keyboard that a phone shows, and what the browser must not mend.
    private var typing: HTML {
        switch field.kind {
        case .integer: " type=\"text\" inputmode=\"numeric\""
        case .decimal: " type=\"text\" inputmode=\"decimal\""
        // What is no date would vanish from a date box: it stays in a plain one to be mended.
        case .date where !(values.first ?? "").isEmpty && LocalDate(values[0]) == nil: " type=\"text\" inputmode=\"numeric\""
        case .date(let min, let max): " type=\"date\"\(attribute: "min", min?.description)\(attribute: "max", max?.description)"
        case .month: " type=\"month\""
        case .mobile: " type=\"tel\""
        case .email: " type=\"email\""
        case .postcode, .bankCard: " type=\"text\" inputmode=\"numeric\""
        case .idNumber, .uscc: " type=\"text\" autocapitalize=\"characters\" spellcheck=\"false\""
        default: " type=\"text\""
        }
    }

    /// A box is about as wide as what goes into it.
    private var width: String {
        switch field.kind {
        case .integer, .decimal, .money, .postcode: "short"
        case .text(let max) where max <= 30: "middle"
        case .date, .month, .mobile, .idNumber, .uscc, .bankCard, .email, .choice, .password: "middle"
        default: "long"
        }
    }
}
