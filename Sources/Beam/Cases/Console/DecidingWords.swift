import Catalogue
import Kernel

extension CaseFile {
    /// What decided a review point, as an officer reads it: under the names that people know, masked as it is everywhere.
    func words(ofDeciding names: [String]) -> [Text] {
        names.compactMap { name in
            if let question = file.thing.questions.first(where: { $0.name == name }) {
                let answer = file.frozen.answers[question.code].flatMap(question.label) ?? ConsoleText.noData
                return DecidingWords.pair(question.ask, answer)
            }
            guard let element = file.thing.elementCode(of: name).flatMap({ file.catalogue.elements[$0] }) else { return nil }
            let value = file.facts[name].map { file.catalogue.words(for: $0.value, of: element) } ?? ConsoleText.noData
            guard let role = file.thing.participant(name.roleOfFact)?.name else { return DecidingWords.pair(element.name, value) }
            return DecidingWords.pair(Text("\(role.zh) · \(element.name.zh)", "\(role.en) · \(element.name.en)"), value)
        }
    }
}

private enum DecidingWords {
    static func pair(_ name: Text, _ value: Text) -> Text { Text("\(name.zh)：\(value.zh)", "\(name.en): \(value.en)") }
}
