/// A class of characters of a regular expression.
struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var categories: Set<Unicode.GeneralCategory> = []
    var parts: [CharacterSet] = []
    var isInverted = false
    /// At most one: what `-[…]` takes away.
    var subtracted: [CharacterSet] = []

    var inverted: CharacterSet {
        var other = self
        other.isInverted.toggle()
        return other
    }

    func contains(_ scalar: Unicode.Scalar, caseless: Bool) -> Bool {
        guard holds(scalar, caseless) != isInverted else { return false }
        return !subtracted.contains { $0.contains(scalar, caseless: caseless) }
    }

    private func holds(_ scalar: Unicode.Scalar, _ caseless: Bool) -> Bool {
        if holds(scalar) { return true }
        guard caseless else { return false }
        let forms = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping, String(Character(scalar.folded))]
        return forms.contains { form in
            let scalars = form.unicodeScalars
            return scalars.count == 1 && scalars.first.map(holds) == true
        }
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } || !categories.isEmpty && categories.contains(scalar.properties.generalCategory)
            || parts.contains { $0.contains(scalar, caseless: false) }
    }
}

extension CharacterSet {
    /// The class that a letter after a backslash names.
    static func named(_ letter: Unicode.Scalar) -> CharacterSet? {
        switch letter {
        case "s": CharacterSet(ranges: [0x20...0x20, 0x09...0x0A, 0x0D...0x0D])
        case "d": CharacterSet(categories: [.decimalNumber])
        case "w": CharacterSet(categories: punctuation.union(separators).union(others), isInverted: true)
        case "i": nameStart
        case "c": CharacterSet(ranges: [0x2D...0x2E, 0x30...0x39, 0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040], parts: [nameStart])
        case "S": named("s")?.inverted
        case "D": named("d")?.inverted
        case "W": named("w")?.inverted
        case "I": named("i")?.inverted
        case "C": named("c")?.inverted
        default: nil
        }
    }

    private static let nameStart = CharacterSet(ranges: [
        0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
        0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF,
    ])

    private static let punctuation: Set<Unicode.GeneralCategory> = [
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
        .otherPunctuation,
    ]
    private static let separators: Set<Unicode.GeneralCategory> = [.spaceSeparator, .lineSeparator, .paragraphSeparator]
    private static let others: Set<Unicode.GeneralCategory> = [.control, .format, .surrogate, .privateUse, .unassigned]

    /// `\p{…}`: a category of Unicode, or a block with `Is` before its name.
    static func property(_ name: String) -> CharacterSet? {
        if name.hasPrefix("Is") { return blocks[String(name.dropFirst(2))].map { CharacterSet(ranges: [$0]) } }
        return categories[name].map { CharacterSet(categories: $0) }
    }

    private static let categories: [String: Set<Unicode.GeneralCategory>] = [
        "L": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter],
        "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter], "Lm": [.modifierLetter], "Lo": [.otherLetter],
        "M": [.nonspacingMark, .spacingMark, .enclosingMark], "Mn": [.nonspacingMark], "Mc": [.spacingMark], "Me": [.enclosingMark],
        "N": [.decimalNumber, .letterNumber, .otherNumber], "Nd": [.decimalNumber], "Nl": [.letterNumber], "No": [.otherNumber],
        "P": punctuation, "Pc": [.connectorPunctuation], "Pd": [.dashPunctuation], "Ps": [.openPunctuation], "Pe": [.closePunctuation],
        "Pi": [.initialPunctuation], "Pf": [.finalPunctuation], "Po": [.otherPunctuation],
        "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol],
        "Sm": [.mathSymbol], "Sc": [.currencySymbol], "Sk": [.modifierSymbol], "So": [.otherSymbol],
        "Z": separators, "Zs": [.spaceSeparator], "Zl": [.lineSeparator], "Zp": [.paragraphSeparator],
        "C": others, "Cc": [.control], "Cf": [.format], "Co": [.privateUse], "Cn": [.unassigned],
    ]

    /// Blocks of Unicode by their names without spaces (XML Schema 1.1 part 2, appendix G.4.2.3).
    private static let blocks: [String: ClosedRange<UInt32>] = [
        "BasicLatin": 0x00...0x7F, "Latin-1Supplement": 0x80...0xFF, "LatinExtended-A": 0x100...0x17F, "LatinExtended-B": 0x180...0x24F,
        "IPAExtensions": 0x250...0x2AF, "SpacingModifierLetters": 0x2B0...0x2FF, "CombiningDiacriticalMarks": 0x300...0x36F,
        "Greek": 0x370...0x3FF, "GreekandCoptic": 0x370...0x3FF, "Cyrillic": 0x400...0x4FF, "Armenian": 0x530...0x58F,
        "Hebrew": 0x590...0x5FF,
        "Arabic": 0x600...0x6FF, "Syriac": 0x700...0x74F, "Thaana": 0x780...0x7BF, "Devanagari": 0x900...0x97F, "Bengali": 0x980...0x9FF,
        "Gurmukhi": 0xA00...0xA7F, "Gujarati": 0xA80...0xAFF, "Oriya": 0xB00...0xB7F, "Tamil": 0xB80...0xBFF, "Telugu": 0xC00...0xC7F,
        "Kannada": 0xC80...0xCFF, "Malayalam": 0xD00...0xD7F, "Sinhala": 0xD80...0xDFF, "Thai": 0xE00...0xE7F, "Lao": 0xE80...0xEFF,
        "Tibetan": 0xF00...0xFFF, "Myanmar": 0x1000...0x109F, "Georgian": 0x10A0...0x10FF, "HangulJamo": 0x1100...0x11FF,
        "Ethiopic": 0x1200...0x137F, "Cherokee": 0x13A0...0x13FF, "Khmer": 0x1780...0x17FF, "Mongolian": 0x1800...0x18AF,
        "LatinExtendedAdditional": 0x1E00...0x1EFF, "GreekExtended": 0x1F00...0x1FFF, "GeneralPunctuation": 0x2000...0x206F,
        "SuperscriptsandSubscripts": 0x2070...0x209F, "CurrencySymbols": 0x20A0...0x20CF, "LetterlikeSymbols": 0x2100...0x214F,
        "NumberForms": 0x2150...0x218F, "Arrows": 0x2190...0x21FF, "MathematicalOperators": 0x2200...0x22FF,
        "MiscellaneousTechnical": 0x2300...0x23FF, "BoxDrawing": 0x2500...0x257F, "BlockElements": 0x2580...0x259F,
        "GeometricShapes": 0x25A0...0x25FF, "MiscellaneousSymbols": 0x2600...0x26FF, "Dingbats": 0x2700...0x27BF,
        "CJKSymbolsandPunctuation": 0x3000...0x303F, "Hiragana": 0x3040...0x309F, "Katakana": 0x30A0...0x30FF, "Bopomofo": 0x3100...0x312F,
        "CJKUnifiedIdeographsExtensionA": 0x3400...0x4DBF, "CJKUnifiedIdeographs": 0x4E00...0x9FFF, "HangulSyllables": 0xAC00...0xD7AF,
        "PrivateUse": 0xE000...0xF8FF, "CJKCompatibilityIdeographs": 0xF900...0xFAFF, "ArabicPresentationForms-A": 0xFB50...0xFDFF,
        "CJKCompatibilityForms": 0xFE30...0xFE4F, "SmallFormVariants": 0xFE50...0xFE6F, "ArabicPresentationForms-B": 0xFE70...0xFEFF,
        "HalfwidthandFullwidthForms": 0xFF00...0xFFEF, "Specials": 0xFFF0...0xFFFF,
    ]
}
