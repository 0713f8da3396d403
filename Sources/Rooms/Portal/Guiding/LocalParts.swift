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
        let chips = districts.map { place in
            Components.Chip(
                place.name, Link("/things/\(thing.code)#local").with("district", place.code.sixDigits), isCurrent: place.code == district)
        }
        let list = Components.filterChips(chips, label: LocalText.title, language)
        return Components.card(HTML(text: LocalText.title[language]), list + (chosen ?? HTML()), id: "local")
    }

    private var chosen: HTML? {
        guard let district, let guide = LocalGuide(thing, in: district, catalogue) else { return nil }
        let parts = guide.parts.html { part -> HTML in
            let facts = part.rows.map { Components.Fact($0.label, HTML(text: $0.value[language])) }
            let list = Components.summaryList(facts, language)
            guard !thing.isSingle, let item = catalogue.items[part.item] else { return list }
            return Components.details(item.name, list, language)
        }
        let note: HTML? =
            guide.parts.contains { $0.implementation.office.isIllustrative } ? "<p class=\"soft\">\(LocalText.madeUp, language)</p>" : nil
        return "\(parts)\(note)"
    }
}

/// Its sentences.
enum LocalText {
    static let title = Text("去哪里办：选择您的区", "Where to go: choose your district")
    static let madeUp = Text("地址和窗口为示例，请以公布的为准；电话 12345。", "Addresses and windows are examples; what is published counts. Telephone 12345.")
}
