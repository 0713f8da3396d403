package import Identity

extension DemoCity {
    /// Who can be signed in as with one tap, on the sign-in page and in the terminal.
    package static let logins: [DemoLogin] = [
        DemoLogin(login: "gu", name: "顾晓岚", what: DemoCityText.gu), DemoLogin(login: "shen", name: "沈一舟", what: DemoCityText.shen),
        DemoLogin(login: "lin", name: "林福根", what: DemoCityText.lin), DemoLogin(login: "zhou", name: "周敏之", what: DemoCityText.zhou),
        DemoLogin(login: "he", name: "何启明", what: DemoCityText.he), DemoLogin(login: "wang", name: "王秀珍", what: DemoCityText.wang),
        DemoLogin(login: "xu", name: "徐月清", what: DemoCityText.xu), DemoLogin(login: "wu", name: "吴桂芳", what: DemoCityText.wu),
        DemoLogin(login: "qian", name: "钱明", what: DemoCityText.qian), DemoLogin(login: "chen", name: "陈静", what: DemoCityText.chen),
        DemoLogin(login: "jiang", name: "蒋海峰", what: DemoCityText.jiang), DemoLogin(login: "han", name: "韩立", what: DemoCityText.han),
        DemoLogin(login: "tao", name: "陶怡", what: DemoCityText.tao), DemoLogin(login: "yu", name: "余志诚", what: DemoCityText.yu),
        DemoLogin(login: "zheng", name: "郑洁", what: DemoCityText.zheng), DemoLogin(login: "city", name: "宋远", what: DemoCityText.city),
        DemoLogin(login: "bian", name: "卞文", what: DemoCityText.bian),
        DemoLogin(login: "shen-he", name: "申和", what: DemoCityText.shenHe),
        DemoLogin(login: "xuhui", name: "桂林", what: DemoCityText.xuhui),
        DemoLogin(login: "shu", name: "舒文", what: DemoCityText.shu),
        DemoLogin(login: "admin", name: "许清", what: DemoCityText.admin),
    ]
}
