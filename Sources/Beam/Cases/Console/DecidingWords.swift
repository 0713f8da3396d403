import Catalogue
import Kernel

extension CaseFile {
    /// What decided a review point, as an officer reads it: under the names that people know, masked as it is everywhere.
    func words(ofDeciding names: [String]) -> [Text] {
        // What asks already needs no colon.
        func pair(_ name: Text, _ value: Text) -> Text {
            Text(
                name.zh + (name.zh.hasSuffix("？") ? "" : "：") + value.zh, name.en + (name.en.hasSuffix("?") ? " " : ": ") + value.en)
        }
        return names.compactMap { name in
            if let question = file.thing.questions.first(where: { $0.name == name }) {
                return pair(question.ask, file.frozen.answers[question.code].flatMap(question.label) ?? ConsoleText.noData)
            }
            guard let element = file.thing.elementCode(of: name).flatMap({ file.catalogue.elements[$0] }) else { return nil }
            let value = file.facts[name].map { file.catalogue.words(for: $0.value, of: element) } ?? ConsoleText.noData
            return pair(file.thing.label(of: name, element), value)
        }
    }
}
