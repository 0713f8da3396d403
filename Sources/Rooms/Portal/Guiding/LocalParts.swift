import Catalogue
import Kernel
import Web

/// Where one goes: the districts to choose from, and the office of the one that was chosen.
struct LocalParts {
    let thing: Thing
    let catalogue: Catalogue
    let district: RegionCode?
    let language: Language

    /// nil where no district carries out any of it.
    var card: HTML? {
        let districts = LocalGuide.districts(of: thing, catalogue)
        if districts.isEmpty { return nil }
        return Components.card(HTML(text: LocalText.title[language]), choice(districts) + (chosen ?? HTML()), id: "local")
    }

    /// A plain form: the choice travels in the address once, and is then remembered.
    private func choice(_ districts: [LocalGuide.District]) -> HTML {
        let none: HTML = "<option value=\"\">\(LocalText.wholeCity, language)</option>"
        let options = districts.html {
            "<option value=\"\($0.code.sixDigits)\"\(flag: "selected", $0.code.sixDigits == district?.sixDigits)>\($0.name, language)</option>"
        }
        return """
            <form class="choose" method="get" action="\(Link("/things/\(thing.code)"))"><div class="field"><label for="place">\(LocalText.yours, language)</label>\
            <select id="place" name="place">\(none)\(options)</select></div>\
            <button class="button plain">\(LocalText.show, language)</button></form>\
            <p class="soft">\(LocalText.remembered, language)</p>
            """
    }

    /// The offices of the chosen district, one an item; for the whole guide as well.
    var chosen: HTML? {
        guard let district else { return nil }
        guard let guide = LocalGuide(thing, in: district, catalogue) else { return "<p>\(LocalText.notHere, language)</p>" }
        let parts = guide.parts.html { part -> HTML in
            let facts = part.rows.map { row in
                let isTelephone = row.value.zh == part.implementation.phone || row.value.zh == part.implementation.office.complaints
                return Components.Fact(
                    row.label,
                    isTelephone
                        ? "<a href=\"\(Link.telephone(row.value.zh))\">\(row.value, language)</a>" : HTML(text: row.value[language]))
            }
            let list = Components.summaryList(facts, language)
            guard !thing.isSingle, let item = catalogue.items[part.item] else { return list }
            return Components.details(item.name, list, language)
        }
        let note: HTML? =
            guide.parts.contains { $0.implementation.office.isIllustrative } ? "<p class=\"soft\">\(LocalText.madeUp, language)</p>" : nil
        return "\(parts)\(note)"
    }
}
