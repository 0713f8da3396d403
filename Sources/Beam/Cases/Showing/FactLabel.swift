import Catalogue
import Kernel

extension Thing {
    /// Whose fact it is and what it says, as a row of a list is headed: `母亲 · 姓名`.
    func label(of fact: String, _ element: DataElement) -> Text {
        guard let role = participant(fact.roleOfFact)?.name else { return element.name }
        return Text("\(role.zh) · \(element.name.zh)", "\(role.en) · \(element.name.en)")
    }
}
