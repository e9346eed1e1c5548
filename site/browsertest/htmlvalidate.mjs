// What html-validate holds the pages to: its recommended rules, all of them.
export default { extends: ["html-validate:recommended"] };
