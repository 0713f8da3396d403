import Kernel

/// Words of which believable names of items are put together: who, what and which act.
enum GeneratedNames {
    struct Body {
        let code: String
        let name: Text
        let subjects: [Text]

        init(_ code: String, _ name: Text, _ subjects: [(String, String)]) {
            (self.code, self.name) = (code, name)
            self.subjects = subjects.map { Text($0.0, $0.1) }
        }
    }

    /// Departments beside those of the catalogue, and what each looks after.
    static let bodies = [
        Body(
            "jtw", Text("交通委员会", "Transport Commission"),
            [
                ("道路旅客运输经营", "Passenger transport by road"), ("道路货物运输经营", "Goods transport by road"), ("机动车维修经营", "Vehicle repair"),
                ("港口经营", "Port operation"), ("停车场", "Car parks"), ("网络预约出租汽车", "Ride hailing"), ("公共汽车线路", "Bus routes"),
            ]),
        Body(
            "wlj", Text("文化和旅游局", "Culture and Tourism Bureau"),
            [
                ("营业性演出", "Commercial performances"), ("互联网上网服务营业场所", "Internet cafés"), ("旅行社业务", "Travel agencies"),
                ("艺术品经营", "Art dealing"), ("导游执业", "Tour guides"), ("文物拍卖", "Auctions of relics"),
            ]),
        Body(
            "yjj", Text("应急管理局", "Emergency Management Bureau"),
            [
                ("危险化学品经营", "Trade in dangerous chemicals"), ("烟花爆竹经营", "Trade in fireworks"), ("安全生产知识考核", "Safety examination"),
                ("特种作业操作", "Special operations"), ("非煤矿山安全设施", "Safety of mines"),
            ]),
        Body(
            "sthj", Text("生态环境局", "Ecology and Environment Bureau"),
            [
                ("建设项目环境影响评价", "Environmental impact assessment"), ("排污", "Discharge of pollutants"), ("危险废物经营", "Dangerous waste"),
                ("辐射安全", "Radiation safety"), ("夜间建筑施工", "Building at night"),
            ]),
        Body(
            "tyj", Text("体育局", "Sports Bureau"),
            [
                ("高危险性体育项目经营", "High-risk sports"), ("社会体育指导员", "Sports instructors"), ("体育赛事", "Sports events"),
                ("等级运动员", "Graded athletes"),
            ]),
        Body(
            "kw", Text("科学技术委员会", "Science and Technology Commission"),
            [
                ("高新技术企业", "High-tech enterprises"), ("技术合同", "Technology contracts"), ("实验动物使用", "Laboratory animals"),
                ("外国人来华工作", "Foreigners’ work"),
            ]),
        Body(
            "nyw", Text("农业农村委员会", "Agriculture Commission"),
            [
                ("农药经营", "Pesticides"), ("兽药经营", "Veterinary drugs"), ("种子生产经营", "Seeds"), ("动物诊疗", "Animal clinics"),
                ("水产苗种生产", "Fish fry"),
                ("拖拉机和联合收割机", "Tractors and harvesters"),
            ]),
        Body(
            "sww", Text("商务委员会", "Commerce Commission"),
            [
                ("单用途预付卡", "Prepaid cards"), ("成品油零售经营", "Retail of fuel"), ("对外贸易经营者", "Foreign traders"), ("拍卖业务", "Auctioneers"),
                ("报废机动车回收", "Scrapping of vehicles"),
            ]),
        Body(
            "zjw", Text("住房和城乡建设管理委员会", "Housing and Construction Commission"),
            [
                ("建筑工程施工", "Construction works"), ("建筑业企业资质", "Construction enterprises"), ("燃气经营", "Gas supply"),
                ("物业服务", "Property management"),
                ("商品房预售", "Advance sale of homes"), ("公共租赁住房", "Public rental housing"), ("房屋装修", "Refurbishment"),
            ]),
        Body(
            "sfj", Text("司法局", "Justice Bureau"),
            [
                ("律师执业", "Lawyers"), ("公证员执业", "Notaries"), ("司法鉴定机构", "Forensic institutions"), ("法律援助", "Legal aid"),
                ("基层法律服务", "Local legal services"),
            ]),
        Body(
            "mzzj", Text("民族和宗教事务局", "Ethnic and Religious Affairs Bureau"),
            [
                ("宗教活动场所", "Places of worship"), ("清真食品生产经营", "Halal food"), ("宗教教职人员", "Clergy"), ("民族成份", "Ethnic affiliation"),
            ]),
        Body(
            "tyjr", Text("退役军人事务局", "Veterans Affairs Bureau"),
            [
                ("退役士兵安置", "Placement of veterans"), ("烈士褒扬", "Honouring of martyrs"), ("伤残抚恤", "Compensation for disability"),
                ("优待证", "Preference cards"),
            ]),
        Body(
            "jrj", Text("金融监督管理局", "Local Financial Administration"),
            [
                ("小额贷款公司", "Micro-lenders"), ("融资担保业务", "Financing guarantees"), ("典当业务", "Pawnbrokers"), ("商业保理", "Factoring"),
            ]),
        Body(
            "yjw", Text("药品监督管理局", "Drug Administration"),
            [
                ("药品零售", "Retail of drugs"), ("第二类医疗器械经营", "Class II medical devices"), ("执业药师", "Pharmacists"), ("化妆品生产", "Cosmetics"),
            ]),
    ]

    /// What every department of the catalogue itself may look after.
    static let common = [
        Text("场所", "Premises"), Text("人员资格", "Personal qualification"), Text("设施", "Facilities"), Text("年度补贴", "Yearly subsidy"),
        Text("信息", "Records"),
        Text("企业信用", "Business credit"), Text("公益项目", "Public-benefit projects"), Text("专项资金", "Special funds"),
        Text("志愿服务", "Volunteering"),
    ]

    /// The acts that belong to a type of item.
    static func acts(of type: String) -> [Text] {
        switch type {
        case "01":
            [
                Text("许可（新办）", "licence (new)"), Text("许可（变更）", "licence (change)"), Text("许可（延续）", "licence (extension)"),
                Text("许可（补发）", "licence (reissue)"), Text("许可（注销）", "licence (cancellation)"), Text("核准", "approval"),
            ]
        case "05":
            [
                Text("补贴申领", "subsidy"), Text("补贴（续领）", "subsidy (continued)"), Text("一次性补助", "one-off grant"), Text("困难救助", "relief"),
                Text("奖励性补助", "incentive grant"),
            ]
        case "07":
            [
                Text("认定", "recognition"), Text("登记", "registration"), Text("登记（变更）", "registration (change)"),
                Text("登记（注销）", "registration (cancellation)"),
                Text("等级评定", "grading"), Text("资格确认", "confirmation of standing"),
            ]
        case "10":
            [
                Text("备案", "filing"), Text("备案（变更）", "filing (change)"), Text("备案（注销）", "filing (cancellation)"),
                Text("年度报告", "yearly report"),
                Text("申报", "declaration"),
            ]
        default:
            [
                Text("查询", "enquiry"), Text("证明开具", "certificate"), Text("预约", "appointment"), Text("咨询与指导", "advice"),
                Text("信息更正", "correction of records"),
                Text("参加登记", "enrolment"),
            ]
        }
    }

    /// For whom or of what kind, where the same act has several forms.
    static let qualifiers = [
        Text(same: ""), Text("（本市户籍）", " for residents of the city"), Text("（非本市户籍）", " for others"),
        Text("（外商投资）", " with foreign investment"),
        Text("（自由贸易试验区）", " in the free-trade zone"), Text("（小微企业）", " for small businesses"), Text("（连锁企业）", " for chains"),
        Text("（线上平台）", " for online platforms"), Text("（农村地区）", " in rural areas"), Text("（老年人）", " for the elderly"),
        Text("（残疾人）", " for disabled people"), Text("（未成年人）", " for minors"), Text("（高校毕业生）", " for graduates"),
        Text("（退役军人）", " for veterans"), Text("（首次）", ", first time"), Text("（跨区迁移）", " on moving between districts"),
        Text("（家庭）", " for families"), Text("（机构）", " for institutions"), Text("（临时）", ", temporary"), Text("（试点）", ", pilot"),
    ]
}
