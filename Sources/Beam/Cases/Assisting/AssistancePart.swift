import Catalogue
import Kernel
import Web

extension Cases {
    /// On the page of a case: what other offices were asked and answered, and the form by which one is asked.
    func assistancePart(_ file: CaseFile, _ call: Call, problem: Problem?) -> HTML {
        let language = call.language
        let pages = AssistancePages(call, regions, calendar())
        let rows = file.assistances.html { request -> HTML in
            let element: DataElement? =
                if case .element(let code) = request.subject { file.file.catalogue.elements[code] } else { nil }
            let told: HTML? = request.answer.map { pages.answer($0, request, element, file.file.catalogue, seesCase: true) }
            return """
                <li><a href="\(Link("/console/assistance/\(request.id)"))">\(Components.quoted(pages.subject(request, file.file.catalogue), language))</a> · \
                \(request.question.name) · \(pages.office(request.to, file.file.catalogue)) \(pages.standing(request))\(told)</li>
                """
        }
        let mayAsk = file.actions.contains { $0.action == .requestAssistance }
        guard !rows.isEmpty || mayAsk else { return HTML() }
        let list: HTML = rows.isEmpty ? HTML() : "<ul class=\"plain\">\(rows)</ul>"
        let form: HTML = mayAsk ? askingForm(file, call, problem: problem) : HTML()
        return Components.card(AssistanceText.onCase, "\(list)\(form)", language)
    }

    private func askingForm(_ file: CaseFile, _ call: Call, problem: Problem?) -> HTML {
        let language = call.language
        let offers = AssistanceOffers(file)
        let departments = file.file.catalogue.departments.values.sorted { $0.code < $1.code }
        let places =
            [Option(RegionCode.shanghai.rawValue, regions.name(of: .shanghai) ?? Text(same: RegionCode.shanghai.rawValue))]
            + regions.districts.map { Option($0.code.rawValue, $0.name) }
        var fields = [
            Field("subject", AssistanceText.subject, .choice(offers.topics.map { Option($0.name, $0.label) }, style: .select)),
            Field("words", AssistanceText.words, .longText(max: 1000), help: AssistanceText.wordsHelp),
        ]
        if offers.people.count > 1 {
            let people = offers.people.map { Option($0.role, Text("\($0.label.zh)：\($0.name)", "\($0.label.en): \($0.name)")) }
            fields.append(Field("role", AssistanceText.whom, .choice(people, style: .select)))
        }
        fields += [
            Field(
                "department", AssistanceText.department,
                .choice(departments.map { Option($0.code, $0.name) }, style: .select),
                help: AssistanceText.departmentHelp, required: false),
            Field("region", AssistanceText.region, .choice(places, style: .select), required: false),
            Field("basis", AssistanceText.basis, .text(max: 300)),
            Field("days", AssistanceText.days, .integer(min: 1, max: settings.assistanceWorkdays)),
        ]
        let values: [String: [String]] =
            problem == nil
            ? [
                "basis": [offers.basis], "days": [String(settings.assistanceWorkdays)], "region": [RegionCode.shanghai.rawValue],
                "role": [offers.people.first?.role ?? ""],
            ] : call.submitted.values
        var form = Form(
            action: "/console/cases/\(file.current.id)/assistance", sections: [FormSection(note: AssistanceText.askLede, fields: fields)],
            values: values, problem: problem, submit: AssistanceText.send, kind: .plain, seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "assistance-"
        return Components.details(AssistanceText.ask, form.html(language), isOpen: problem != nil, language)
    }
}
