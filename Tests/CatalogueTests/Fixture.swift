import Catalogue
import Kernel
import Testing

/// A small city: four departments, and the birth of a child as a thing of four items.
enum Fixture {
    static let today = LocalDate("2026-11-23")!

    static let files: [CatalogueLoading.File] = [
        .init("departments.yaml", departments), .init("elements/person.yaml", elements), .init("codelists/sexes.yaml", sexes),
        .init("licence-types.yaml", licenceTypes), .init("resources.yaml", resources),
        .init("items/birth-certificate.yaml", birthCertificate),
        .init("items/household-entry.yaml", householdEntry), .init("items/child-insurance.yaml", childInsurance),
        .init("items/social-card.yaml", socialCard), .init("things/newborn.yaml", newborn), .init("themes.yaml", themes),
        .init("synonyms.yaml", "- [宝宝, 孩子, 小孩, baby, child]\n- [上户口, 落户, 出生登记, hukou]\n"),
    ]

    /// The files with one of them changed.
    static func files(_ name: String, replacing old: String, with new: String) -> [CatalogueLoading.File] {
        files.map { file in
            guard file.name == name else { return file }
            precondition(file.text.contains(old), "the fixture \(name) has no “\(old)”")
            return .init(file.name, file.text.replacing(old, with: new, maxReplacements: 1))
        }
    }

    static func catalogue() throws -> Catalogue {
        let loaded = CatalogueLoading.load(files: files)
        return try #require(loaded.catalogue, "\(loaded.findings.map { $0.line(in: .en) })")
    }

    static func newborn(_ catalogue: Catalogue) throws -> Thing { try #require(catalogue.thing("newborn")) }

    /// A person's number with a right check digit.
    static func idNumber(_ birth: String, _ sequence: String = "992") -> String {
        let body = "310119" + birth + sequence
        return body + String(ResidentIdentityNumber.checkDigit(body)!)
    }

    static let motherNumber = idNumber("19950314", "992")
    static let fatherNumber = idNumber("19930701", "991")
    static let otherNumber = idNumber("19901010", "995")

    static let departments = """
        - code: gaj
          name: {zh: 公安局, en: Public Security Bureau}
          short: {zh: 公安, en: Police}
          kind: government
          uscc: 11310000MAGA00013E
          levels: [city, district, street]
        - {code: wjw, name: {zh: 卫生健康委员会, en: Health Commission}, short: {zh: 卫健, en: Health}, kind: government}
        - {code: ybj, name: {zh: 医疗保障局, en: Healthcare Security}, kind: government, uscc: 11310000MB2F30661Y}
        - {code: hospital, name: {zh: 助产医院, en: Maternity hospital}, kind: hospital, levels: [district]}
        """

    static let sexes = """
        code: sexes
        name: {zh: 性别, en: Sexes}
        values:
          - {code: "1", name: {zh: 男, en: Male}}
          - {code: "2", name: {zh: 女, en: Female}}
        """

    static let elements = """
        - {code: person.name, name: {zh: 姓名, en: Name}, type: text, format: person-name, maxLength: 50, source: gaj}
        - code: person.idNumber
          name: {zh: 公民身份号码, en: Identity number}
          type: text
          format: resident-id
          sensitivity: sensitive
          source: gaj
        - code: person.spouseIdNumber
          name: {zh: 配偶身份号码, en: Spouse’s identity number}
          type: text
          format: resident-id
          sensitivity: sensitive
        - {code: person.sex, name: {zh: 性别, en: Sex}, type: choice, codelist: sexes}
        - {code: person.birthDate, name: {zh: 出生日期, en: Date of birth}, type: date, max: today}
        - {code: person.mobile, name: {zh: 手机号码, en: Mobile number}, type: text, format: mobile, sensitivity: sensitive}
        - {code: person.regionCode, name: {zh: 户籍街镇, en: Subdistrict of household}, type: text, format: region}
        - {code: person.married, name: {zh: 已婚, en: Married}, type: boolean}
        - {code: person.insured, name: {zh: 参加医保, en: Insured}, type: boolean, source: ybj}
        - {code: person.children, name: {zh: 子女数, en: Number of children}, type: integer, min: 0, max: 20}
        - {code: person.address, name: {zh: 邮寄地址, en: Delivery address}, type: text, format: address, maxLength: 100}
        - {code: person.consent, name: {zh: 同意授权, en: Consent}, type: boolean, format: consent}
        - {code: birth.weightGrams, name: {zh: 出生体重（克）, en: Weight at birth (grams)}, type: integer, min: 200, max: 8000}
        """

    static let licenceTypes = """
        - code: birth-certificate
          name: {zh: 出生医学证明, en: Birth certificate}
          issuer: hospital
          holder: person
          typeCode: 11310000MB2F30661Y001
          elements: [person.name, person.sex, person.birthDate]
        - code: id-card
          name: {zh: 居民身份证, en: Identity card}
          issuer: gaj
          holder: person
          typeCode: 11310000MB2F30661Y002
          elements: [person.name, person.idNumber]
          validityMonths: 240
        - code: household-page
          name: {zh: 户口簿页, en: Household page}
          issuer: gaj
          holder: person
          typeCode: 11310000MB2F30661Y003
          elements: [person.name, person.regionCode]
        """

    static let resources = """
        - code: ga-population
          name: {zh: 人口库, en: Population register}
          owner: gaj
          subject: person
          key: person.idNumber
          elements: [person.name, person.idNumber, person.sex, person.birthDate, person.regionCode]
          holds: {zh: 每个人的姓名和户籍。, en: Everybody’s name and household.}
        - code: mz-marriage
          name: {zh: 婚姻登记, en: Marriage register}
          owner: wjw
          subject: person
          key: person.idNumber
          elements: [person.married, person.spouseIdNumber]
        - code: wj-births
          name: {zh: 出生信息, en: Register of births}
          owner: wjw
          subject: person
          key: person.idNumber
          elements: []
          gives: {child: [person.sex, person.birthDate, birth.weightGrams]}
        - code: yb-insured
          name: {zh: 参保信息, en: Register of the insured}
          owner: ybj
          subject: person
          key: person.idNumber
          elements: [person.insured]
        - code: ga-children
          name: {zh: 子女信息, en: Register of children}
          owner: gaj
          subject: person
          key: person.idNumber
          elements: [person.children]
          gives: {child: [person.name, person.idNumber]}
        """

    static let roles = """
        roles:
          mother: {kind: person, name: {zh: 母亲, en: Mother}, is: applicant}
          father: {kind: person, name: {zh: 父亲, en: Father}, by: mother.spouseIdNumber}
          child: {kind: person, name: {zh: 孩子, en: Child}, from: wj-births}
        """

    static let basis = "basis: {law: {zh: 母婴保健法, en: Law on Maternal and Infant Health Care}, article: 第二十三条}"

    static let birthCertificate = """
        code: birth-certificate
        basicCode: "312090001000"
        type: "20"
        name: {zh: 出生医学证明, en: Certificate of birth}
        summary: {zh: 医院签发，上户口要用。, en: The hospital issues it; the household entry needs it.}
        department: hospital
        audience: [person]
        handling: instant
        office: {level: district}
        \(basis)
        \(roles)
        fields:
          - {field: mother.name}
          - {field: mother.idNumber}
          - {field: child.name, why: {zh: 名字要由父母取定, en: Its parents choose the name}}
          - {field: child.sex, reuse: confirm}
          - {field: child.birthDate}
          - {field: child.weight, element: birth.weightGrams, required: false}
        materials:
          - code: mother-id-card
            name: {zh: 母亲的居民身份证, en: The mother’s identity card}
            form: copy
            \(basis)
            from: government
            issuer: gaj
            satisfiedBy: [{licence: id-card, role: mother}, {resource: ga-population, role: mother}]
        results:
          - licence: birth-certificate
            number: serial
            holder: child
            face: {person.name: child.name, person.sex: child.sex, person.birthDate: child.birthDate}
        words: [出生证, birth certificate]
        """

    static let householdEntry = """
        code: household-entry
        basicCode: "310790003000"
        type: "07"
        name: {zh: 出生登记, en: Entry in the household register}
        department: gaj
        audience: [person]
        handling: promised
        office: {level: street, region: 'if answers.follow = "father" then father.regionCode else mother.regionCode'}
        \(basis)
        limits: {statutory: {count: 20, unit: workday, basis: {zh: 某法, en: A law}}, promised: {count: 3, unit: workday}}
        \(roles)
        fields:
          - {field: mother.name, reuse: confirm}
          - {field: mother.idNumber}
          - {field: mother.mobile, reuse: confirm}
          - {field: mother.regionCode}
          - {field: father.name, when: answers.married}
          - {field: father.idNumber, when: answers.married}
          - {field: father.regionCode, when: answers.married}
          - {field: child.name}
          - {field: child.sex}
          - {field: child.birthDate}
        materials:
          - code: birth-certificate
            name: {zh: 出生医学证明, en: Birth certificate}
            \(basis)
            satisfiedBy: [{result: birth-certificate}, {licence: birth-certificate, role: mother}]
          - code: mother-id-card
            name: {zh: 母亲的居民身份证, en: The mother’s identity card}
            form: copy
            \(basis)
            satisfiedBy: [{licence: id-card, role: mother}, {resource: ga-population, role: mother}]
          - code: marriage-certificate
            name: {zh: 结婚证, en: Marriage certificate}
            need: conditional
            when: answers.married
            \(basis)
            satisfiedBy: [{resource: mz-marriage, role: mother}]
          - code: statement
            name: {zh: 非婚生育说明, en: Statement on a birth out of wedlock}
            need: conditional
            when: not(answers.married)
            \(basis)
          - code: household-book
            name: {zh: 户口簿原件, en: Household register (original)}
            form: original
            returnsOriginal: true
            \(basis)
            satisfiedBy: [{licence: household-page, role: mother}]
        reviewPoints:
          - code: local
            text: {zh: 母亲是本市户籍, en: The mother’s household is here}
            check: starts with(mother.regionCode, "31")
            evidence: mother.regionCode
        fees:
          - {code: late, name: {zh: 工本费, en: Cost of the book}, fen: 1000, when: mother.children > 1, \(basis)}
        decides: [{field: child.idNumber, label: {zh: 身份号码, en: Identity number}}]
        results:
          - {licence: household-page, holder: child, face: {person.name: child.name}}
        questionsAndAnswers:
          - {question: {zh: 超过一个月还能办吗？, en: Can it be done after a month?}, answer: {zh: 可以。, en: Yes.}}
        words: [上户口, 报户口, hukou]
        """

    static let childInsurance = """
        code: child-insurance
        basicCode: "312090004000"
        type: "20"
        name: {zh: 居民医保参保登记, en: Enrolment in medical insurance}
        department: ybj
        audience: [person]
        handling: promised
        \(basis)
        limits: {statutory: {count: 10, unit: workday}, promised: {count: 5, unit: workday}}
        \(roles)
        questions:
          - code: wards
            ask: {zh: 母亲本人参保了吗？, en: Is the mother insured?}
            kind: yesNo
            known: mother.insured
        fields:
          - {field: mother.mobile}
          - {field: child.name}
          - {field: child.consent, reuse: never, why: {zh: 参保要您同意, en: Enrolment needs your consent}}
        materials:
          - code: photo
            name: {zh: 孩子的照片, en: A photograph of the child}
            need: later
            deferral:
              cases: {zh: 孩子太小，还没有照片, en: The child is too young to have one}
              within: {count: 3, unit: workday}
              version: "1"
              text: {zh: 我承诺受理后三个工作日内补交。, en: I promise to hand it in within three working days.}
            \(basis)
          - code: income
            name: {zh: 收入证明, en: Proof of income}
            when: not(answers.wards)
            \(basis)
        words: [医保]
        """

    static let socialCard = """
        code: social-card
        basicCode: "312090005000"
        type: "20"
        name: {zh: 社会保障卡, en: Social security card}
        department: ybj
        audience: [person]
        handling: promised
        trips: 1
        tripsReason: {zh: 要到银行拍照, en: The bank takes a photograph}
        \(basis)
        limits: {promised: {count: 7, unit: day}}
        \(roles)
        fields:
          - {field: child.name}
          - {field: mother.address, reuse: confirm}
        """

    static let newborn = """
        code: newborn
        name: {zh: 新生儿出生, en: A child is born}
        called: {zh: 小孩出生, en: A baby is born}
        summary: {zh: 出生证、户口、医保一起办。, en: "Certificate, household and insurance together."}
        audience: person
        theme: birth
        life: birth
        lead: wjw
        cooperating: [{department: gaj, duty: {zh: 出生登记, en: Household entry}}]
        \(roles)
        questions:
          - code: married
            ask: {zh: 父母已登记结婚吗？, en: Are the parents married?}
            kind: yesNo
            known: mother.married
            why: {zh: 已婚的，父亲的信息直接取得, en: "If so, the father’s facts are on record"}
          - code: follow
            ask: {zh: 孩子跟谁上户口？, en: Whose household does the child join?}
            kind: choice
            options: [{code: mother, name: {zh: 跟母亲, en: The mother’s}}, {code: father, name: {zh: 跟父亲, en: The father’s}}]
            when: answers.married
          - {code: card, ask: {zh: 一起办社会保障卡吗？, en: A social security card too?}, kind: yesNo}
        items:
          - {item: child-insurance, after: [household-entry]}
          - {item: birth-certificate}
          - {item: household-entry, after: [birth-certificate]}
          - {item: social-card, optional: card, after: [household-entry]}
        followOns: [{code: vaccine, name: {zh: 预防接种提醒, en: Vaccination reminder}, party: wjw, after: birth-certificate}]
        before: {steps: 22, materials: 26, forms: 7, days: 100, trips: 10, source: {zh: 公布数字, en: Published figures}}
        words: [生孩子, 宝宝出生, newborn]
        """

    static let themes = """
        person:
          - {code: birth, name: {zh: 出生, en: Birth}, things: [newborn], items: [household-entry]}
        enterprise: []
        """
}

/// Holdings as registers would give them.
enum Held {
    static let day = LocalDate("2026-11-20")!

    static func fact(_ field: String, _ value: JSON, _ source: Source) -> Holding {
        Holding(field: field, value: value, source: source, asOf: day)
    }

    static let account = Holdings(
        fields: [
            fact("mother.name", "王晓", .account), fact("mother.idNumber", .string(Fixture.motherNumber), .account),
            fact("mother.mobile", "13800138000", .account),
        ], documents: [])

    static let population = Holdings(
        fields: [
            fact("mother.name", "王晓", .resource(code: "ga-population")),
            fact("mother.regionCode", "310115", .resource(code: "ga-population")),
            fact("mother.idNumber", .string(Fixture.motherNumber), .resource(code: "ga-population")),
        ], documents: [DocumentHolding(role: "mother", resource: "ga-population", source: .resource(code: "ga-population"))])

    static let marriage = Holdings(
        fields: [
            fact("mother.married", true, .resource(code: "mz-marriage")),
            fact("mother.spouseIdNumber", .string(Fixture.fatherNumber), .resource(code: "mz-marriage")),
        ], documents: [DocumentHolding(role: "mother", resource: "mz-marriage", source: .resource(code: "mz-marriage"))])

    static let birth = Holdings(
        fields: [
            fact("child.sex", "2", .resource(code: "wj-births")), fact("child.birthDate", "2026-11-18", .resource(code: "wj-births")),
            fact("child.weight", 3200, .resource(code: "wj-births")),
        ], documents: [DocumentHolding(role: "mother", resource: "wj-births", source: .resource(code: "wj-births"))])

    static let father = Holdings(
        fields: [
            fact("father.name", "李远", .resource(code: "ga-population")),
            fact("father.regionCode", "310101", .resource(code: "ga-population")),
        ], documents: [DocumentHolding(role: "father", resource: "ga-population", source: .resource(code: "ga-population"))])

    static let insured = Holdings(fields: [fact("mother.insured", true, .resource(code: "yb-insured"))], documents: [])

    static let everything = account + population + marriage + birth + father + insured
}
