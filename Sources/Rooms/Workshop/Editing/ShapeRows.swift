import Catalogue
import Kernel
import Web

extension ShapeForm {
    // MARK: Lists of objects

    func list(_ label: Label, _ fields: [ShapeField], value: JSON?, path: String) -> HTML {
        let rows = ShapeReader.rows(value, fields)
        // One alone stands without a list, and so do the places within it.
        let isAlone = value != nil && value?.array == nil
        let body = rows.enumerated().map { index, row -> HTML in
            let name = "\(label.name).\(index)"
            let at = isAlone ? path : "\(path)/\(index)"
            let title = words.title(of: row.object, fields, in: content) ?? EditorText.unnamed
            return self.row(
                title, name: name, path: at, isOpen: rows.count == 1 || row.object.members?.isEmpty == true,
                self.fields(fields, value: row.object, name: name, path: at), index: index, count: rows.count)
        }
        return listShell(label, rows: body, path: path)
    }

    func map(_ label: Label, _ element: ShapeType, _ key: ShapeType.MapKey, value: JSON?, path: String) -> HTML {
        let members = value?.members ?? []
        let body = members.enumerated().map { index, member -> HTML in
            let name = "\(label.name).\(index)"
            let at = "\(path)/\(member.name)"
            let title = ShapeWords.title(of: member.value).map { Text("\(member.name) · \($0.zh)", "\(member.name) · \($0.en)") }
            let keyBox: HTML = """
                <div class="field"><label for="f-\(name).#key">\(EditorText.key, language)</label>\
                <input type="text" id="f-\(name).#key" name="\(name).#key" value="\(member.name)" class="middle" spellcheck="false"\
                 autocomplete="off"\(attribute: "list", key == .element ? "dl-element" : nil)></div>
                """
            let inside: HTML
            if element.members.isEmpty {
                inside = self.value(Label(label.title, element, name: name), member.value, at)
            } else {
                inside = self.fields(element.members, value: member.value, name: name, path: at)
            }
            return row(
                title ?? Text(same: member.name), name: name, path: at, isOpen: members.count == 1 || member.name.hasPrefix("new"),
                keyBox + inside, index: index, count: 1)
        }
        return listShell(label, rows: body, path: path)
    }

    private func listShell(_ label: Label, rows: [HTML], path: String) -> HTML {
        let empty: HTML? = rows.isEmpty ? "<p class=\"soft\">\(EditorText.emptyList, language)</p>" : nil
        return shell(
            label, path: path, isMissing: rows.isEmpty, isGroup: true,
            """
            <input type="hidden" name="\(label.name).#" value="\(rows.count)"><div class="rows" id="\(label.id)">\(empty)\(rows)</div>\
            <button class="button plain small" name="do" value="add:\(label.name)">\(EditorText.add, language)\
            <span class="vh"> \(label.title, language)</span></button>
            """)
    }

    private func row(_ title: Text, name: String, path: String, isOpen: Bool, _ inside: HTML, index: Int, count: Int) -> HTML {
        let own = findings.filter { $0.path == path && $0.rule != "missing-key" }
        let within = findings.filter { $0.path == path || $0.path.hasPrefix(path + "/") }
        let errors = within.count { $0.severity == .error }
        let badge: HTML? =
            within.isEmpty
            ? nil
            : Components.tag(WorkshopText.findings(errors, within.count - errors), errors > 0 ? .seal : .wait, language)
        func button(_ verb: String, _ short: Text, _ long: Text) -> HTML {
            """
            <button class="link" name="do" value="\(verb):\(name)"><span aria-hidden="true">\(short, language)</span>\
            <span class="vh">\(long, language)</span></button>
            """
        }
        let up: HTML? = index > 0 ? button("up", EditorText.upShort, EditorText.up(title)) : nil
        let down: HTML? = index + 1 < count ? button("down", EditorText.downShort, EditorText.down(title)) : nil
        return """
            <details class="row" id="r-\(name)"\(flag: "open", isOpen || errors > 0)><summary><span>\(title, language)</span> \(badge)</summary>\
            <div class="inner">\(messages(own, name))\(inside)<div class="row-acts">\(up)\(down)\
            \(button("remove", EditorText.removeShort, EditorText.remove(title)))</div></div></details>
            """
    }

    // MARK: Tables

    func table(_ label: Label, _ columns: [ShapeField], value: JSON?, path: String) -> HTML {
        let headings = content["columns"]?.array?.compactMap(\.string) ?? []
        let rows = value?.array ?? []
        let shown = rows.indices.filter { $0 >= from && $0 < from + ShapeForm.tableRows }
        let names = ReferenceNames(catalogue)
        let head = headings.html { key in
            "<th scope=\"col\">\(columns.first { $0.key == key }?.label ?? Text(same: key), language)</th>"
        }
        let body = shown.html { index -> HTML in
            let cells = rows[index].array ?? []
            let title = cells.first?.string.map { names.name(.item, $0) ?? Text(same: $0) } ?? EditorText.unnamed
            let said = findings.filter { $0.path == "\(path)/\(index)" || $0.path.hasPrefix("\(path)/\(index)/") }
            let boxes = headings.enumerated().map { place, key -> HTML in
                let field = columns.first { $0.key == key }
                let list: String? = if case .reference(let kind) = field?.type { "dl-\(kind.rawValue)" } else { nil }
                let text = cells.indices.contains(place) ? ShapeReader.plain(cells[place]) : ""
                return """
                    <td><input type="text" name="\(label.name).\(index).\(place)" value="\(text)"\(attribute: "list", list) autocomplete="off"\
                     aria-label="\(title, language) · \(field?.label ?? Text(same: key), language)"></td>
                    """
            }
            return """
                <tr>\(boxes.joined())<td><button class="link" name="do" value="remove:\(label.name).\(index)">\(EditorText.removeShort, language)\
                <span class="vh"> \(title, language)</span></button>\(messages(said, "\(label.name).\(index)"))</td></tr>
                """
        }
        return shell(
            label, path: path, isMissing: rows.isEmpty, isGroup: true,
            """
            <input type="hidden" name="\(label.name).#" value="\(rows.count)"><div class="table-scroll grid" tabindex="0" role="group"\
             aria-label="\(label.title, language)"><table class="keep"><thead><tr>\(head)<th scope="col"><span class="vh">\(EditorText.removeShort, language)</span></th></tr></thead><tbody>\(body)</tbody></table></div>\
            <button class="button plain small" name="do" value="add:\(label.name)">\(EditorText.add, language)</button>
            """)
    }

    // MARK: What boxes suggest

    /// The lists behind the boxes: definitions by code with their names, and what the content itself declares.
    func suggestions(_ fields: [ShapeField]) -> HTML {
        var kinds: Set<Definition.Kind> = []
        func collect(_ type: ShapeType) {
            switch type {
            case .reference(let kind): kinds.insert(kind)
            case .list(let element): collect(element)
            case .map(let element, let key):
                collect(element)
                if key == .element { kinds.insert(.element) }
            default: break
            }
            for member in type.members { collect(member.type) }
        }
        for field in fields { collect(field.type) }
        let names = ReferenceNames(catalogue)
        let lists = kinds.sorted { $0.rawValue < $1.rawValue }.html { kind in
            let options = names.all(kind).html { "<option value=\"\($0.code)\">\($0.name, language)</option>" }
            return "<datalist id=\"dl-\(kind.rawValue)\">\(options)</datalist>"
        }
        let roles = content["roles"]?.members?.map(\.name) ?? []
        let fields = (content["fields"]?.array ?? []).compactMap { $0["field"]?.string }
        let materials = (content["materials"]?.array ?? []).compactMap { $0["code"]?.string }
        let locals: [(ShapeType.LocalName, [String])] = [
            (.role, roles), (.kind, Array(Set(catalogue.elements.values.map(\.kind))).sorted()),
            (.field, fields + roles.flatMap { role in leaves(of: role).map { "\(role).\($0)" } }),
            (.question, (content["questions"]?.array ?? []).compactMap { $0["code"]?.string }),
            (.section, roles + (content["sections"]?.members?.map(\.name) ?? [])), (.evidence, materials + fields),
            (.place, (content["places"]?.array ?? []).compactMap { $0["code"]?.string }),
            (.result, (content["results"]?.array ?? []).compactMap { $0["licence"]?.string }),
        ]
        return lists
            + locals.html { local, codes in
                var seen: Set<String> = []
                let options = codes.filter { seen.insert($0).inserted }.html { "<option value=\"\($0)\"></option>" }
                return "<datalist id=\"dl-\(local.rawValue)\">\(options)</datalist>"
            }
    }

    /// What can be asked of a role: the elements of its kind.
    private func leaves(of role: String) -> [String] {
        guard let kind = content["roles"]?[role]?["kind"]?.string else { return [] }
        return catalogue.elements.values.filter { $0.kind == kind }.map(\.leaf).sorted()
    }
}
